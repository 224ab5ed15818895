import assert from "node:assert/strict";
import { Agent } from "@definable/core";
import { handler } from "@definable/runtime/handler";
import { ScriptedModel } from "@definable/testing";
import { Hono } from "hono";

// `handler` makes a function from Request to Response of an agent. Any server that speaks them can hold it.
const agent = new Agent({ model: new ScriptedModel(["Good morning!"]) });
const app = new Hono();
app.get("/", (context) => context.text("My own page."));
app.mount("/agent", handler(agent));

const page = await app.request("http://localhost/");
const answer = await app.request("http://localhost/agent/runs", {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ input: "Hello" }),
});
const output = (await answer.json()) as { readonly content: string };
console.log(await page.text(), answer.status, output.content);

assert.equal(output.content, "Good morning!");
