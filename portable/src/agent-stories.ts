import { Agent, AgentCancelled, foldEvents, tool, toolkit } from "@definable/core";
import { DefinableError, type RunEvent } from "@definable/spec";
import { jsonSchema } from "@definable/tools/json-schema";
import { z } from "zod";
import { spokenModel } from "./spoken-model.ts";
import { same, type Story } from "./story.ts";

const double = tool({
  name: "double",
  description: "Twice the number.",
  inputSchema: z.object({ number: z.number() }),
  execute: ({ number }) => number * 2,
});

const greet = tool({
  name: "greet",
  description: "A greeting.",
  inputSchema: jsonSchema<{ name: string }>({
    type: "object",
    properties: { name: { type: "string", pattern: "^\\p{Lu}" } },
    required: ["name"],
  }),
  execute: async ({ name }) => ({ hello: name }),
});

/** What core, tools and spec promise without a vendor. */
export const agentStories: readonly Story[] = [
  {
    name: "an agent runs two tools side by side and answers",
    async tell() {
      const model = spokenModel(
        [
          ["double", { number: 21 }],
          ["greet", { name: "Ada" }],
        ],
        "all done",
      );
      const output = await new Agent({ model, tools: [double, greet] }).run("go");

      same([output.status, output.content], ["COMPLETED", "all done"]);
      same(
        output.tools.map(({ result }) => result),
        ["42", '{"hello":"Ada"}'],
      );
      same(/^[\da-f-]{36}$/.test(output.runId), true);
    },
  },
  {
    name: "arguments that do not fit go back to the model",
    async tell() {
      const model = spokenModel(
        [
          ["greet", { name: "ada" }],
          ["double", {}],
        ],
        "sorry",
      );
      const output = await new Agent({ model, tools: [double, greet] }).run("go");

      same(
        output.tools.map(({ errorCode }) => errorCode),
        ["TOOL_INPUT_INVALID", "TOOL_INPUT_INVALID"],
      );
      same(output.content, "sorry");
    },
  },
  {
    name: "a stream gives each word, and its end the whole",
    async tell() {
      const stream = new Agent({ model: spokenModel("one two three") }).runStream("count");
      const words: string[] = [];
      let last = "";
      for await (const event of stream) {
        if (event.event === "RunContent") words.push(event.content);
        last = event.event;
      }

      same(words, ["one ", "two ", "three"]);
      same([last, (await stream.output).content], ["RunCompleted", "one two three"]);
    },
  },
  {
    name: "a call waits for a person, survives as JSON and goes on",
    async tell() {
      const careful = double.with({ requiresConfirmation: true });
      const agent = new Agent({ model: spokenModel([["double", { number: 4 }]], "it is 8"), tools: [careful] });
      const paused = await agent.run("go");
      same(paused.isPaused, true);
      for (const requirement of paused.activeRequirements) requirement.confirm();

      const output = await agent.continueRun(JSON.parse(JSON.stringify(paused)));

      same([output.content, output.tools[0]?.result], ["it is 8", "8"]);
    },
  },
  {
    name: "a session remembers",
    async tell() {
      const model = spokenModel("hello", "again");
      const agent = new Agent({ model, sessionId: "s" });
      await agent.run("first");
      await agent.run("second");

      same(
        model.asked[1]?.messages.toArray().map(({ role }) => role),
        ["user", "assistant", "user"],
      );
    },
  },
  {
    name: "a cancelled run ends at once, before a tool that ignores its signal",
    async tell() {
      const controller = new AbortController();
      const endless = tool({
        name: "endless",
        description: "Never ends.",
        inputSchema: z.object({}),
        execute: () => {
          controller.abort();
          return new Promise<string>(() => undefined);
        },
      });
      const agent = new Agent({ model: spokenModel([["endless", {}]]), tools: [endless] });
      const error: unknown = await agent.run("go", { signal: controller.signal }).catch((thrown: unknown) => thrown);

      same(error instanceof AgentCancelled && error.output?.status, "CANCELLED");
    },
  },
  {
    name: "a tool over its time is cut off and its signal aborts",
    async tell() {
      let aborted = false;
      const slow = tool({
        name: "slow",
        description: "Waits for its signal.",
        inputSchema: z.object({}),
        timeoutMs: 20,
        execute: (_input, { signal }) => {
          signal.addEventListener("abort", () => (aborted = true));
          return new Promise<string>(() => undefined);
        },
      });
      const output = await new Agent({ model: spokenModel([["slow", {}]], "too slow"), tools: [slow] }).run("go");

      same([output.content, aborted], ["too slow", true]);
    },
  },
  {
    name: "a model that fails for a moment is asked again",
    async tell() {
      const busy = new DefinableError("MODEL_UNAVAILABLE", "busy");
      const agent = new Agent({ model: spokenModel(busy, "here I am"), retryBackoffMs: 1 });

      same((await agent.run("go")).content, "here I am");
    },
  },
  {
    name: "the JSON of a run's events folds to the output that it returned",
    async tell() {
      const model = spokenModel([["double", { number: 1 }]], "it is 2");
      const stream = new Agent({ model, tools: [double] }).runStream("go");
      const stored: string[] = [];
      for await (const event of stream) stored.push(JSON.stringify(event));
      const { content, messages, tools } = await stream.output;
      const folded = await foldEvents(stored.map((text) => JSON.parse(text) as RunEvent)); // they were events before

      same([folded.content, folded.messages, folded.tools], [content, messages, tools]);
    },
  },
  {
    name: "a rejected call does not run, and the model hears why",
    async tell() {
      const model = spokenModel([["double", { number: 4 }]], "then not");
      const careful = double.with({ requiresConfirmation: true });
      const paused = await new Agent({ model, tools: [careful] }).run("go");
      for (const requirement of paused.activeRequirements) requirement.reject("numbers are private");
      const output = await new Agent({ model, tools: [careful] }).continueRun(JSON.parse(JSON.stringify(paused)));

      same([output.content, output.tools[0]?.errorCode], ["then not", "TOOL_DENIED"]);
      same(JSON.stringify(model.asked[1]?.messages.toArray()).includes("numbers are private"), true);
    },
  },
  {
    name: "a handler's work is done before the run settles",
    async tell() {
      const agent = new Agent({ model: spokenModel("hello") });
      const heard: string[] = [];
      agent.events.on("RunContentCompleted", async (event) => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        heard.push(event.fullContent);
      });
      await agent.run("go");

      same(heard, ["hello"]);
    },
  },
  {
    name: "a toolkit opens before its first run and closes with the agent",
    async tell() {
      const life: string[] = [];
      const kit = toolkit({
        name: "numbers",
        prefix: "numbers_",
        tools: [double],
        initialize: async () => void life.push("opened"),
        close: async () => void life.push("closed"),
      });
      const model = spokenModel([["numbers_double", { number: 2 }]], "4");
      const agent = new Agent({ model, toolkits: [kit] });
      const output = await agent.run("go");
      await agent.close();

      same([output.tools[0]?.result, ...life], ["4", "opened", "closed"]);
    },
  },
];
