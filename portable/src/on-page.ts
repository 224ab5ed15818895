import { tellStories } from "./tell-stories.ts";

// A page may not ask a server of another origin that does not expect it, so openai is left to servers and workers.
Object.assign(globalThis, { stories: tellStories({ openaiURL: undefined, hasPackages: false }) });
