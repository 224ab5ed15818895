import { agentStories } from "./agent-stories.ts";
import { anthropicStories } from "./anthropic-stories.ts";
import { openaiStories } from "./openai-stories.ts";
import type { Platform, StoryEnd } from "./story.ts";

/** Tells every story that fits the platform, one after the other, and says how each ended. */
export async function tellStories(platform: Platform): Promise<readonly StoryEnd[]> {
  const ends: StoryEnd[] = [];
  for (const { name, fits, tell } of [...agentStories, ...openaiStories, ...anthropicStories]) {
    if (fits?.(platform) === false) continue;
    ends.push(
      await tell(platform).then(
        () => ({ name }),
        (error: unknown) => ({ name, error: String(error) }),
      ),
    );
  }
  return ends;
}
