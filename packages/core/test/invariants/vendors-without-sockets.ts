import type { JsonValue } from "@definable/spec";
import { vendorRefusal } from "@definable/testing";

/** The smallest answers of the vendors, by the end of the path that they are asked at. */
const ANSWERS: Readonly<
  Record<string, { readonly vendor: Parameters<typeof vendorRefusal>[0]; readonly body: string }>
> = {
  "/chat/completions": {
    vendor: "openai-chat",
    body: '{"choices":[{"index":0,"message":{"role":"assistant","content":"ok"},"finish_reason":"stop"}]}',
  },
  "/responses": {
    vendor: "openai-responses",
    body:
      '{"status":"completed","output":[{"type":"message","role":"assistant",' +
      '"content":[{"type":"output_text","text":"ok"}]}]}',
  },
  "/messages": { vendor: "anthropic", body: '{"content":[{"type":"text","text":"ok"}],"stop_reason":"end_turn"}' },
};

/** What has come in so far. */
export interface Asked {
  /** Bodies that hold a seal of OpenAI, and of Anthropic. */
  readonly sealed: { openai: number; anthropic: number };
  /** What was refused: an adapter may get over it, and yet it should not have sent it. */
  readonly refusals: string[];
}

/**
 * Answers for all vendors in place of `fetch`, by the rules of their fakes: ten thousand histories over sockets would take
 * minutes. Whatever a vendor refuses is refused with 400 and its words.
 */
export function withoutSockets(asked: Asked): typeof fetch {
  return async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const end = Object.keys(ANSWERS).find((path) => pathname.endsWith(path));
    const answer = end === undefined ? undefined : ANSWERS[end];
    const text = typeof init?.body === "string" ? init.body : "";
    if (answer === undefined || text === "") throw new Error(`Nobody answers ${pathname}.`);
    if (text.includes('"encrypted_content"')) asked.sealed.openai += 1;
    if (text.includes('"signature"')) asked.sealed.anthropic += 1;
    const body: JsonValue = JSON.parse(text);
    const isVersioned = answer.vendor === "anthropic";
    const version = isVersioned ? (new Headers(init?.headers).get("anthropic-version") ?? undefined) : undefined;
    const refusal = vendorRefusal(answer.vendor, body, version);
    const headers = { "content-type": "application/json" };
    if (refusal !== undefined) asked.refusals.push(refusal);
    if (refusal === undefined) return new Response(answer.body, { headers });
    return new Response(JSON.stringify({ error: { type: "invalid_request_error", message: refusal } }), {
      status: 400,
      headers,
    });
  };
}
