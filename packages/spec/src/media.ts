/**
 * Where the bytes of a medium are: exactly one of `url` (https), `content` (base64) and `filepath` (read when the run
 * starts; refused over HTTP).
 */
export interface MediaSource {
  readonly url?: string | undefined;
  readonly content?: string | undefined;
  readonly filepath?: string | undefined;
  /** IANA media type, such as `image/png`. Needed with `content`. */
  readonly mimeType?: string | undefined;
}

/** A picture, given to a model or made by one. */
export interface Image extends MediaSource {
  /** How closely the model looks. Default: the vendor's. */
  readonly detail?: "low" | "high" | "auto" | undefined;
  readonly altText?: string | undefined;
}

/** Sound, given to a model or made by one. */
export interface Audio extends MediaSource {
  readonly id?: string | undefined;
  /** Container or codec, such as `wav` or `mp3`, where the media type does not say it. */
  readonly format?: string | undefined;
  readonly transcript?: string | undefined;
  /** Seconds since 1970 after which the vendor forgets the id. */
  readonly expiresAt?: number | undefined;
}

/** A moving picture, given to a model or made by one. */
export interface Video extends MediaSource {
  readonly format?: string | undefined;
}

/** Any other document: PDF, text, table. The global `File` is another thing: import this one by name. */
export interface File extends MediaSource {
  readonly filename?: string | undefined;
}

/** A medium as a caller may give it: bytes are welcome and become base64 when the run starts. */
export type MediaInput<Medium extends MediaSource> =
  | Medium
  | (Omit<Medium, "content"> & { readonly content: Uint8Array });
