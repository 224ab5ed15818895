import type { ContentPart, UserMessage } from "@definable/spec";
import { loadReadFromDisk } from "../parts.ts";

/** Replaces media given as `filepath` by their bytes. Undefined when there are none. Throws `INVALID_INPUT`. */
export function readFileMedia(input: readonly UserMessage[]): Promise<readonly UserMessage[]> | undefined {
  const hasPath = input.some(({ content }) => typeof content !== "string" && content.some(isOnDisk));
  return hasPath ? loadReadFromDisk().then(({ readFromDisk }) => readFromDisk(input)) : undefined;
}

type MediaPart = Exclude<ContentPart, { type: "text" }>;

/** True for media that is given by its path. */
export function isOnDisk(part: ContentPart): part is MediaPart & { filepath: string } {
  return part.type !== "text" && part.filepath !== undefined;
}
