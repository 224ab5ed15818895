/**
 * Where the bytes of a medium are: exactly one of `url` (https), `content` (base64) and `filepath` (read when the run
 * starts; refused over HTTP).
 */
export interface MediaSource {
  /** An https address that the vendor fetches itself. */
  readonly url?: string | undefined;
  /** The bytes in base64. Needs `mimeType`. */
  readonly content?: string | undefined;
  /** A path on this machine, read when the run starts. Never taken from HTTP. */
  readonly filepath?: string | undefined;
  /** IANA media type, such as `image/png`. Needed with `content`. */
  readonly mimeType?: string | undefined;
}

/** A picture, given to a model or made by one. */
export interface Image extends MediaSource {
  /** How closely the model looks. Default: the vendor's. */
  readonly detail?: "low" | "high" | "auto" | undefined;
  /** What the picture shows, in words, for models and people that cannot see it. */
  readonly altText?: string | undefined;
}

/** Sound, given to a model or made by one. */
export interface Audio extends MediaSource {
  /** The vendor's id of sound that its model made. Sent back instead of the bytes while it is known. */
  readonly id?: string | undefined;
  /** Container or codec, such as `wav` or `mp3`, where the media type does not say it. */
  readonly format?: string | undefined;
  /** The words that are spoken, when they are known. */
  readonly transcript?: string | undefined;
  /** Seconds since 1970 after which the vendor forgets the id. */
  readonly expiresAt?: number | undefined;
}

/** A moving picture, given to a model or made by one. */
export interface Video extends MediaSource {
  /** Container or codec, such as `mp4`, where the media type does not say it. */
  readonly format?: string | undefined;
}

/** Any other document: PDF, text, table. The global `File` is another thing: import this one by name. */
export interface File extends MediaSource {
  /** The name that the model is told. Default: the name at the end of `filepath`, else the adapter makes one up. */
  readonly filename?: string | undefined;
}

/** A medium as a caller may give it: bytes are welcome and become base64 when the run starts. */
export type MediaInput<Medium extends MediaSource> =
  | Medium
  | (Omit<Medium, "content"> & { readonly content: Uint8Array });
