import { Agent } from "@definable/core";
import { serve } from "@definable/runtime";
import { ScriptedModel } from "@definable/testing";

// Any model will do, such as "openai/gpt-4o". A scripted one needs no key.
const agent = new Agent({ name: "Greeter", model: new ScriptedModel(["Good morning!", "Good night!"]) });
await using server = await serve(agent, { port: 0 });

const ask = (accept: string) =>
  fetch(`${server.url}/runs`, {
    method: "POST",
    headers: { "content-type": "application/json", accept },
    body: JSON.stringify({ input: "Hello", sessionId: "demo" }),
  });

const output = await (await ask("application/json")).json();
console.log(output.status, output.content);

const events = await (await ask("text/event-stream")).text();
console.log(events.match(/^event: .*/gm)?.join("\n"));
