import { tellStories } from "./tell-stories.ts";

// A page may not ask a server of another origin that does not expect it, so the vendors are left to servers and workers.
Object.assign(globalThis, {
  stories: tellStories({ openaiURL: undefined, anthropicURL: undefined, hasPackages: false }),
});
