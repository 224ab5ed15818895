import { playingAnthropic } from "./playing-anthropic.ts";
import { playingOpenAI } from "./playing-openai.ts";

/** Where the fakes of the vendors are. */
export interface VendorURLs {
  readonly openaiURL: string;
  readonly anthropicURL: string;
}

/** Fakes of all vendors that play what the stories ask for. */
export async function playingVendors(): Promise<VendorURLs & AsyncDisposable> {
  const [openai, anthropic] = await Promise.all([playingOpenAI(), playingAnthropic()]);
  return {
    openaiURL: openai.baseURL,
    anthropicURL: anthropic.baseURL,
    async [Symbol.asyncDispose]() {
      await Promise.all([openai.close(), anthropic.close()]);
    },
  };
}
