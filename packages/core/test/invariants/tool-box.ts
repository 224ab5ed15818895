import { z } from "zod";
import { tool } from "../../src/index.ts";
import type { Tool, ToolContext } from "../../src/index.ts";
import type { ToolDesk } from "./tool-desk.ts";

const schema = z.object({ n: z.number().int(), list: z.array(z.any()).default([]) });

type Input = z.infer<typeof schema>;
type Context = ToolContext<ToolDesk>;
type Look = Pick<Partial<Tool<Input>>, "sequential" | "requiresConfirmation" | "stopAfterToolCall" | "timeoutMs"> & {
  readonly inputSchema?: typeof schema;
};

/** What a call with this number answers when all goes well. */
export const answerTo = (n: number): string => `r${n}`;
/** What a call with this number complains of when it throws. */
export const complaintOf = (n: number): string => `e${n}`;

/** Some kinds wait as many microtasks as this, so that calls end in another order than they began. */
const hopsOf = (n: number): number => (n * 7) % 5;

async function hop(count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1) await Promise.resolve();
}

/** Speaks after each microtask, whether the call is over or not. */
async function chatter(context: Context, count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1) {
    await Promise.resolve();
    context.emit("chatter", left);
  }
}

const immediately = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    const abort = (): void => reject(new Error("I heed the signal"));
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
  });

function make(name: string, execute: (input: Input, context: Context) => unknown, look: Look = {}) {
  const counted = (input: Input, context: Context): unknown => {
    context.dependencies.enter(context);
    return execute(input, context);
  };
  return tool({ name, description: "Answers with its number.", inputSchema: schema, ...look, execute: counted });
}

const answers = ({ n }: Input): string => answerTo(n);
const answersLater = async ({ n }: Input): Promise<string> => {
  await hop(hopsOf(n));
  return answerTo(n);
};

/** A tool for each way in which a tool can behave. */
export const TOOL_BOX = {
  sync: make("sync", answers),
  async: make("async", answersLater),
  slow: make("slow", (input) => immediately().then(() => answers(input))),
  sequential: make("sequential", answers, { sequential: true }),
  sequentialAsync: make("sequentialAsync", answersLater, { sequential: true }),
  throws: make("throws", ({ n }) => {
    throw new Error(complaintOf(n));
  }),
  rejects: make("rejects", async ({ n }) => {
    await hop(hopsOf(n));
    throw new Error(complaintOf(n));
  }),
  rejectsText: make("rejectsText", ({ n }) => Promise.reject(complaintOf(n)), { sequential: true }),
  deaf: make("deaf", (_input, { dependencies }) => dependencies.hold(), { timeoutMs: 1 }),
  deafSequential: make("deafSequential", (_input, { dependencies }) => dependencies.hold(), {
    timeoutMs: 1,
    sequential: true,
  }),
  heeds: make("heeds", (_input, { signal }) => aborted(signal), { timeoutMs: 1 }),
  asks: make("asks", answersLater, { requiresConfirmation: true }),
  asksSequential: make("asksSequential", answers, { requiresConfirmation: true, sequential: true }),
  asksWhenOdd: make("asksWhenOdd", answers, { requiresConfirmation: ({ n }) => n % 2 === 1 }),
  asksLater: make("asksLater", answers, { requiresConfirmation: async ({ n }) => n % 2 === 1 }),
  asksBadly: make("asksBadly", answers, { requiresConfirmation: () => Promise.reject(new Error("nobody to ask")) }),
  asksAndStops: make("asksAndStops", answers, { requiresConfirmation: true, stopAfterToolCall: true }),
  stops: make("stops", answersLater, { stopAfterToolCall: true }),
  paints: make("paints", ({ n }) => ({ content: answerTo(n), images: [{ url: `https://example.com/${n}.png` }] })),
  talks: make("talks", async (input, context) => {
    context.emit("before", { n: input.n });
    await hop(2);
    context.emit("after", [input.n]);
    return answerTo(input.n);
  }),
  lingers: make("lingers", (input, context) => {
    void chatter(context, 30);
    return answers(input);
  }),
  meddles: make("meddles", (input) => {
    for (const one of input.list) Object.assign(one, { meddled: true });
    return answers(input);
  }),
  checksLater: make("checksLater", answers, { inputSchema: schema.refine(async () => true) }),
  remembers: make("remembers", (input, { sessionState }) => {
    sessionState["last"] = input.n;
    return answers(input);
  }),
} as const;

/** The name of a tool in the box. */
export type ToolKind = keyof typeof TOOL_BOX;

/** The tools of the box as a list. */
export const TOOLS = Object.values(TOOL_BOX);

/** All kinds. The keys of the box are its type's. */
export const TOOL_KINDS = Object.keys(TOOL_BOX) as ToolKind[];

/** Those that may ask a person. */
export const ASKING_KINDS: readonly ToolKind[] = TOOL_KINDS.filter((kind) => kind.startsWith("asks"));
