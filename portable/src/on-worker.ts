import { tellStories } from "./tell-stories.ts";

/** What `workerd test` calls: prints how the stories ended. */
const worker = {
  async test(_controller: unknown, { OPENAI_URL }: { readonly OPENAI_URL: string }): Promise<void> {
    console.log(JSON.stringify(await tellStories({ openaiURL: OPENAI_URL, hasPackages: false })));
  },
};

// oxlint-disable-next-line import/no-default-export -- workerd looks for its handlers there.
export { worker as default };
