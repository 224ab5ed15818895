import { Agent } from "@definable/core";
import { handler } from "@definable/runtime";
import { ScriptedModel } from "@definable/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { LogBook } from "../support/log-book.ts";

const log = new LogBook();
const agent = new Agent({ model: new ScriptedModel(() => "Hello", { record: false }), maxRetries: 0, logger: log });
const handle = handler(agent, { logger: log });

/** JSON that often has the server's own words in it, so that it comes further than the first check. */
const word = fc.constantFrom(
  "input",
  "role",
  "user",
  "content",
  "type",
  "text",
  "image",
  "url",
  "https://x.test/",
  "mimeType",
  "sessionId",
  "metadata",
  "images",
  "files",
  "decisions",
  "requirementId",
  "action",
  "confirm",
  "args",
  "\ud800",
  "\u0000",
  "__proto__",
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    word,
    fc.jsonValue(),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(word, tie("value"), { maxKeys: 5 }),
  ),
}));
const body = fc.oneof(
  value.map((json) => JSON.stringify(json)),
  value.map((json) => JSON.stringify({ input: json })),
  value.map((json) => JSON.stringify({ input: "Hi", metadata: { json }, images: json })),
  value.map((json) => JSON.stringify({ decisions: json })),
  fc.tuple(value, fc.nat(80), fc.string({ maxLength: 3 })).map(([json, at, noise]) => {
    const text = JSON.stringify(json);
    return text.slice(0, at) + noise + text.slice(at + 1);
  }),
);
const path = fc.constantFrom("/runs", "/runs?events=all", "/runs/x/continue", "/runs/x/cancel", "/runs/%00/continue");
const accept = fc.constantFrom("application/json", "text/event-stream", "*/*");

test("given any body on any route, when posted, then it is answered, never with a failure of the server", async () => {
  await fc.assert(
    fc.asyncProperty(path, body, accept, async (at, text, wanted) => {
      const headers = { "content-type": "application/json", accept: wanted };
      const response = await handle(new Request(`http://localhost${at}`, { method: "POST", headers, body: text }));
      const answer = await response.text();

      expect(response.status).toBeLessThan(500);
      if (response.status !== 200) expect(JSON.parse(answer)).toMatchObject({ status: response.status });
    }),
    { numRuns: 1_000 },
  );
  expect(log.lines).toEqual([]);
}, 60_000);
