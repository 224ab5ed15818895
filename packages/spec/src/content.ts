import type { Audio, File, Image, Video } from "./media.ts";

/** Text inside a message. */
export interface TextPart {
  readonly type: "text";
  /** The words. */
  readonly text: string;
}

/** A picture inside a message. */
export interface ImagePart extends Image {
  readonly type: "image";
}

/** Sound inside a message. */
export interface AudioPart extends Audio {
  readonly type: "audio";
}

/** A moving picture inside a message. */
export interface VideoPart extends Video {
  readonly type: "video";
}

/** A document inside a message. */
export interface FilePart extends File {
  readonly type: "file";
}

/** One piece of what a user says. Switch over `type`. */
export type ContentPart = TextPart | ImagePart | AudioPart | VideoPart | FilePart;

/**
 * What a model thought before it spoke. `signature` and `redacted` are the vendor's proof and must go back unchanged
 * to the same vendor; other vendors never see them.
 */
export interface ReasoningPart {
  /** The thought in words; empty when the vendor only gives the sealed form. */
  readonly text: string;
  /** The vendor's proof that the words are unchanged. */
  readonly signature?: string | undefined;
  /** The thought in a form that only the vendor can read. */
  readonly redacted?: string | undefined;
}
