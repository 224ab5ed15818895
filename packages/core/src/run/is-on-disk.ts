import type { ContentPart } from "@definable/spec";

type MediaPart = Exclude<ContentPart, { type: "text" }>;

/** True for media that is given by its path. */
export function isOnDisk(part: ContentPart): part is MediaPart & { filepath: string } {
  return part.type !== "text" && part.filepath !== undefined;
}
