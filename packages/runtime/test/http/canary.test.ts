import { tool } from "@definable/core";
import { ModelError } from "@definable/spec";
import { call, calls, says } from "@definable/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import { EVENTS, post } from "../support/requests.ts";
import { served } from "../support/served.ts";
import type { Served } from "../support/served.ts";
import { notebook } from "../support/tools.ts";

const INSTRUCTIONS = "canary-of-the-instructions";
const DEPENDENCIES = "canary-of-the-dependencies";
const EARLIER = "canary-of-an-earlier-turn";
const VENDOR = "canary-of-the-vendor";
const ADAPTER = "canary-of-the-adapter";

const look = tool({
  name: "look",
  description: "Looks at what it was given.",
  inputSchema: z.object({}),
  execute: (_input, { dependencies }) => (JSON.stringify(dependencies).includes(DEPENDENCIES) ? "seen" : "missing"),
});

/** Everything that a client and an operator can see of a conversation whose turns end in every way. */
async function everythingSeen(): Promise<{ readonly text: string; readonly server: Served }> {
  const { writeNote } = notebook();
  const vendor = new ModelError("MODEL_UNAVAILABLE", "The vendor failed.", { cause: new Error(VENDOR) });
  const script = [
    says(EARLIER),
    calls(call("look")),
    says("Looked."),
    calls(call("write_note", { text: "milk" })),
    says("Noted."),
    { error: vendor },
    { error: vendor },
    { error: new Error(ADAPTER) },
    { error: new Error(ADAPTER) },
  ];
  const server = await served(script, {
    agent: {
      instructions: INSTRUCTIONS,
      dependencies: { key: DEPENDENCIES },
      tools: [look, writeNote],
    },
  });
  const runs = `${server.url}/runs`;
  await post(runs, { input: `Remember ${EARLIER}`, sessionId: "s" });

  const answers: string[] = [];
  const ask = async (headers: Record<string, string>, query = ""): Promise<string> => {
    const response = await post(`${runs}${query}`, { input: "Go on", sessionId: "s" }, headers);
    answers.push(`${JSON.stringify([...response.headers])} ${await response.text()}`);
    return response.headers.get("x-run-id") ?? "";
  };
  const looked = await ask(EVENTS);
  const noted = await ask({});
  const { requirements } = JSON.parse(await (await fetch(`${runs}/${noted}`)).text());
  const decisions = [{ requirementId: requirements[0].id, action: "confirm" }];
  answers.push(await (await post(`${runs}/${noted}/continue`, { decisions }, EVENTS)).text());
  for (const headers of [{}, EVENTS, {}, EVENTS]) {
    const failed = await ask(headers);
    answers.push(await (await fetch(`${runs}/${failed}`)).text());
  }
  for (const path of [`/runs/${looked}`, "/openapi.json", "/health", "/nothing"]) {
    answers.push(await (await fetch(`${server.url}${path}`)).text());
  }
  return { text: [...answers, ...server.log.lines].join("\n"), server };
}

test("given canaries all around, when runs end in every way, then none is in an answer or a log", async () => {
  const { text, server } = await everythingSeen();

  // The runs did what they should: otherwise there was nothing to leak.
  for (const sign of ["seen", "Looked.", "Wrote: milk", "MODEL_UNAVAILABLE", "INTERNAL"]) expect(text).toContain(sign);
  expect(server.log.lines.join("\n")).toMatch(/Run \S+ failed: INTERNAL/);
  for (const canary of [INSTRUCTIONS, DEPENDENCIES, EARLIER, VENDOR, ADAPTER]) expect(text).not.toContain(canary);
  await server[Symbol.asyncDispose]();
});

test("given ?events=all, when streamed, then instructions, dependencies and causes still stay inside", async () => {
  const error = new ModelError("MODEL_UNAVAILABLE", "The vendor failed.", { cause: new Error(VENDOR) });
  await using server = await served([says(EARLIER), calls(call("look")), { error }], {
    agent: { instructions: INSTRUCTIONS, dependencies: { key: DEPENDENCIES }, tools: [look] },
  });

  await post(`${server.url}/runs`, { input: `Remember ${EARLIER}`, sessionId: "s" });
  const all = `${server.url}/runs?events=all`;
  const text = await (await post(all, { input: "Look", sessionId: "s" }, EVENTS)).text();

  expect(text).toContain("event: ModelCallStarted");
  expect(text).toContain('"newMessages":[{"role":"user","content":"Look"}]');
  for (const canary of [INSTRUCTIONS, DEPENDENCIES, EARLIER, VENDOR]) expect(text).not.toContain(canary);
});
