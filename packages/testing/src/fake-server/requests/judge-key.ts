import type { Authorization } from "./fake-request.ts";

/** A key that came with a request, and what it is worth. */
export interface JudgedKey {
  readonly given: string | undefined;
  readonly authorization: Authorization;
}

/** Holds a key against the server's own. Without one of its own a server takes any. */
export function judgeKey(given: string | undefined, apiKey: string | undefined): JudgedKey {
  if (given === undefined) return { given, authorization: "absent" };
  if (apiKey === undefined) return { given, authorization: "unchecked" };
  return { given, authorization: given === apiKey ? "valid" : "wrong" };
}
