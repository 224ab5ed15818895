const encoder = new TextEncoder();

const bodies = new WeakMap<Response, string>();

/** The whole body of a response that `jsonResponse` made: a socket sends it at once, without reading a stream. */
export function wholeBody(response: Response): string | undefined {
  return bodies.get(response);
}

/** Answers of the API are for the caller alone: no cache keeps them, no page embeds them, no browser guesses a type. */
export const PRIVATE_HEADERS: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
};

/** What a JSON answer says besides its body. */
export interface JsonAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A JSON response with its length, so that it is not sent in chunks. */
export function jsonResponse(body: unknown, { status = 200, headers }: JsonAnswer = {}): Response {
  const text = JSON.stringify(body);
  const bytes = encoder.encode(text);
  const response = new Response(bytes, {
    status,
    headers: {
      ...PRIVATE_HEADERS,
      "content-type": "application/json",
      "content-length": String(bytes.length),
      ...headers,
    },
  });
  bodies.set(response, text);
  return response;
}
