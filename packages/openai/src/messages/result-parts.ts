import type { ContentPart, ToolMessage } from "@definable/spec";

/** What a tool gave beside its text, as parts of a message. */
export function resultParts({ images, audio, files, videos }: ToolMessage): readonly ContentPart[] {
  return [
    ...(images ?? []).map((image) => ({ ...image, type: "image" as const })),
    ...(audio ?? []).map((sound) => ({ ...sound, type: "audio" as const })),
    ...(files ?? []).map((file) => ({ ...file, type: "file" as const })),
    ...(videos ?? []).map((video) => ({ ...video, type: "video" as const })),
  ];
}
