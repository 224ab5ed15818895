/**
 * Where an answer stops: before anything is sent, after the headers, after that many bytes of the body, or after that
 * many chunks (an event of a stream, the usage chunk and `[DONE]` too; an unstreamed body is one chunk).
 */
export type StopPoint = "nothing" | "headers" | { readonly bytes: number } | { readonly chunks: number };
