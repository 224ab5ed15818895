// Started by a runtime that finds packages by name, with the URL of a fake OpenAI: prints how the stories ended.
import { tellStories } from "./tell-stories.ts";

const openaiURL = process.argv[2];
console.log(JSON.stringify(await tellStories({ openaiURL, hasPackages: true })));
