// Started by a runtime that finds packages by name, with the URLs of a fake OpenAI and a fake Anthropic: prints how the stories ended.
import { tellStories } from "./tell-stories.ts";

const [, , openaiURL, anthropicURL] = process.argv;
console.log(JSON.stringify(await tellStories({ openaiURL, anthropicURL, hasPackages: true })));
