import type { RunOutputData } from "@definable/spec";
import { afterEach, beforeEach } from "vitest";
import { Agent, AgentCancelled, AgentRunError, RunOutput, RunStream } from "../../src/index.ts";
import { checkRun } from "./check-run.ts";

// A setup file of vitest: every run of every test of this package is checked when it has ended, however it is started. It
// watches the public methods from outside, so the runs take the ways that they take without it.

const failures: Error[] = [];
/** The JSON of the paused runs of this test, by id and last `seq`, for the folds of their continuations. */
const paused: Map<string, RunOutputData> = new Map();
const seen: WeakSet<RunOutput> = new WeakSet();
let isOn = true;

beforeEach(({ task }) => {
  // The property tests check what they play by themselves.
  isOn = !task.file.filepath.includes("/test/invariants/");
});

afterEach(() => {
  paused.clear();
  const [failure] = failures.splice(0);
  if (failure !== undefined) throw failure;
});

function look(output: unknown): void {
  if (!isOn || !(output instanceof RunOutput) || seen.has(output)) return;
  seen.add(output);
  const [first] = output.events;
  try {
    checkRun(output, first === undefined ? undefined : paused.get(`${output.runId} ${first.seq - 1}`));
  } catch (failure) {
    failures.push(failure instanceof Error ? failure : new Error(String(failure)));
  }
  if (output.isPaused) paused.set(`${output.runId} ${output.lastSeq}`, JSON.parse(JSON.stringify(output)));
}

/** Looks at what a promise settles with, before anybody else does. */
async function watched(running: Promise<unknown>): Promise<unknown> {
  try {
    const output = await running;
    look(output);
    return output;
  } catch (error) {
    if (error instanceof AgentRunError || error instanceof AgentCancelled) look(error.output);
    throw error;
  }
}

/** Looks at the output of a stream that has ended: asking then changes nothing for the run. */
async function ended(stream: unknown): Promise<void> {
  // A run that could not begin has no output, and the stream says so itself.
  if (stream instanceof RunStream) await stream.output.catch(() => undefined);
}

async function watchedNext(reading: Promise<IteratorResult<unknown>>, stream: unknown): Promise<unknown> {
  const result = await reading;
  if (result.done === true) await ended(stream);
  return result;
}

/** Puts a watch around a method, or a getter, of all objects of a class. */
function wrap<Result>(prototype: object, name: string, watch: (result: Result, host: unknown) => unknown): void {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
  const place = descriptor?.get === undefined ? "value" : "get";
  const original: unknown = descriptor?.[place];
  if (typeof original !== "function") throw new Error(`There is no ${name} to watch.`);
  const watching = function (this: unknown, ...args: readonly unknown[]): unknown {
    return watch(Reflect.apply(original, this, args), this);
  };
  Object.defineProperty(prototype, name, { ...descriptor, [place]: watching });
}

wrap(Agent.prototype, "run", watched);
wrap(Agent.prototype, "continueRun", watched);
wrap(RunStream.prototype, "next", watchedNext);
wrap(RunStream.prototype, "return", watchedNext);
wrap(RunStream.prototype, "output", watched);
