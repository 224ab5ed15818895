import { tellStories } from "./tell-stories.ts";

interface Bindings {
  readonly OPENAI_URL: string;
  readonly ANTHROPIC_URL: string;
}

/** What `workerd test` calls: prints how the stories ended. */
const worker = {
  async test(_controller: unknown, { OPENAI_URL: openaiURL, ANTHROPIC_URL: anthropicURL }: Bindings): Promise<void> {
    console.log(JSON.stringify(await tellStories({ openaiURL, anthropicURL, hasPackages: false })));
  },
};

// oxlint-disable-next-line import/no-default-export -- workerd looks for its handlers there.
export { worker as default };
