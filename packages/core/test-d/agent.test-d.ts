import type { Servable, Store } from "@definable/spec";
import { expectTypeOf, test } from "vitest";
import { z } from "zod";
import { Agent, tool, toolkit } from "../src/index.ts";
import type { AgentOptions, MemoryStore, RunOptions, RunOutput, RunStream, Tool, ToolContext } from "../src/index.ts";

interface Deps {
  readonly db: { find(id: string): Promise<string> };
}

const described = { name: "t", description: "d", inputSchema: z.object({ id: z.string() }) };
const plain = tool({ ...described, execute: ({ id }) => id });
const needy = tool({ ...described, execute: ({ id }, ctx: ToolContext<Deps>) => ctx.dependencies.db.find(id) });
const other = tool({
  ...described,
  execute: (_input, ctx: ToolContext<{ readonly cache: number }>) => ctx.dependencies.cache,
});
const dependencies: Deps = { db: { find: async (id) => id } };
const model = "openai/gpt-4o";

test("a tool knows the dependencies of the agent that has it", () => {
  expectTypeOf(needy).toEqualTypeOf<Tool<{ id: string }, string, Deps>>();
  expectTypeOf(new Agent({ model, tools: [needy], dependencies })).toEqualTypeOf<Agent<Deps>>();
  expectTypeOf(new Agent({ model, tools: [plain, needy] })).toEqualTypeOf<Agent<Deps>>();
  const kit = toolkit({ name: "kit", tools: [needy] });
  expectTypeOf(new Agent({ model, toolkits: [kit] })).toEqualTypeOf<Agent<Deps>>();
});

test("an agent without typed dependencies takes any", () => {
  const agent = new Agent({ model, tools: [plain] });

  expectTypeOf(agent).toEqualTypeOf<Agent>();
  void (() => agent.run("Hi", { dependencies: { anything: 1 } }));
});

test("dependencies of another type do not compile", () => {
  // @ts-expect-error the agent's are of another type
  void new Agent<Deps>({ model, tools: [needy], dependencies: { db: 1 } });
  // @ts-expect-error the tool wants others than the agent has
  void new Agent<Deps>({ model, tools: [other], dependencies });
  const agent = new Agent({ model, tools: [needy], dependencies });
  void (() => agent.run("Hi", { dependencies }));
  // @ts-expect-error the run's are of another type
  void (() => agent.run("Hi", { dependencies: { db: 1 } }));
});

test("run and runStream take text or messages of a person, and nothing else", () => {
  const agent = new Agent({ model });
  void (() => agent.run("Hi"));
  void (() => agent.run({ role: "user", content: [{ type: "text", text: "Hi" }] }));
  void (() => agent.run([{ role: "user", content: "Hi" }]));
  // @ts-expect-error the model's words are no input
  void (() => agent.run({ role: "assistant", content: "Hi" }));
  // @ts-expect-error a number is no input
  void (() => agent.runStream(5));
  expectTypeOf(agent.run("Hi")).toEqualTypeOf<Promise<RunOutput>>();
  expectTypeOf(agent.runStream("Hi")).toEqualTypeOf<RunStream>();
  expectTypeOf(agent.runStream("Hi").output).toEqualTypeOf<Promise<RunOutput>>();
});

test("options are checked by name and type", () => {
  expectTypeOf<{ sessionId: undefined; userId: undefined }>().toExtend<RunOptions>();
  // @ts-expect-error there is no such option
  void ({ session: "s" } satisfies RunOptions);
  // @ts-expect-error bytes or base64, no number
  void ({ images: [{ content: 5 }] } satisfies RunOptions);
  void ({ images: [{ content: new Uint8Array(1), mimeType: "image/png" }] } satisfies RunOptions);
  // @ts-expect-error metadata is JSON
  void ({ metadata: { when: new Date() } } satisfies RunOptions);
  // @ts-expect-error there is no such setting
  void ({ model, modelSettings: { temprature: 1 } } satisfies AgentOptions);
  // @ts-expect-error a model is needed
  void new Agent({ instructions: "Be brief." });
  // @ts-expect-error the rule is "wait" or "refuse"
  void new Agent({ model, whenSessionBusy: "queue" });
});

test("a continuation takes decisions and ways to cancel, and all else from the run", () => {
  const agent = new Agent({ model });
  void (() => agent.continueRun("r", { decisions: [{ requirementId: "q", action: "confirm", args: { text: "x" } }] }));
  // @ts-expect-error a rejection has no arguments
  void (() => agent.continueRun("r", { decisions: [{ requirementId: "q", action: "reject", args: {} }] }));
  // @ts-expect-error there is no such action
  void (() => agent.continueRun("r", { decisions: [{ requirementId: "q", action: "allow" }] }));
  // @ts-expect-error the session is the run's
  void (() => agent.continueRun("r", { sessionId: "s" }));
});

test("an agent can be served, and the store in memory is a store", () => {
  expectTypeOf<Agent>().toExtend<Servable>();
  expectTypeOf<Agent<Deps>>().toExtend<Servable>();
  expectTypeOf<MemoryStore>().toExtend<Store>();
});

test("what stands around a run knows the agent's dependencies", () => {
  const agent = new Agent<Deps>({ model, dependencies });
  agent.use(async ({ dependencies: given }, next) => {
    expectTypeOf(given).toEqualTypeOf<Deps>();
    await next();
  });
  agent.beforeRequest(({ dependencies: given }) => expectTypeOf(given).toEqualTypeOf<Deps>());
  agent.pipeline.add({ name: "mine", run: ({ dependencies: given }) => expectTypeOf(given).toEqualTypeOf<Deps>() });
  agent.hook("before:think", ({ phaseName }) => phaseName);
  // @ts-expect-error a hook stands before, after or instead
  void (() => agent.hook("on:think", () => undefined));
  // @ts-expect-error an answer is text
  agent.use(() => ({ content: 1 }));
});
