import { ModelError } from "@definable/spec";
import type { ModelListener, ModelReply, ModelRequest } from "@definable/spec";
import type { PreparedStep } from "./prepare-step.ts";
import type { ScriptedFailure, ScriptStep } from "./script-step.ts";
import { replyOf } from "./reply-of.ts";
import { untilOrAborted } from "./until-or-aborted.ts";

/** One call of the model: what was asked, who listens, and the how-manieth call it is, from 0. */
export interface Asked {
  readonly request: ModelRequest;
  readonly listener: ModelListener;
  readonly index: number;
}

/** Carries out one step. Awaits only what came back as a promise, so a fast listener costs no microtask. */
export async function playStep(prepared: PreparedStep, asked: Asked): Promise<ModelReply> {
  const { step, interruptAt, reply } = prepared;
  const { request, listener } = asked;
  const signal = step.deaf === true ? undefined : request.signal;
  signal?.throwIfAborted();
  let said = 0;
  for (const piece of prepared.reasoning) {
    if (said === interruptAt) await interrupt(step, signal);
    const behind = listener.reasoning(piece);
    if (behind !== undefined) await behind;
    if (signal?.aborted === true) signal.throwIfAborted();
    said += 1;
  }
  const whole = request.settings.stream === false && reply.content !== "";
  for (const piece of whole ? [reply.content] : prepared.text) {
    if (said === interruptAt) await interrupt(step, signal);
    const behind = listener.text(piece);
    if (behind !== undefined) await behind;
    if (signal?.aborted === true) signal.throwIfAborted();
    said += 1;
  }
  if (interruptAt >= said) await interrupt(step, signal);
  return replyOf(reply, asked.index);
}

async function interrupt(step: ScriptStep, signal: AbortSignal | undefined): Promise<void> {
  if (step.gate !== undefined) await untilOrAborted(step.gate, signal);
  if (step.delayMs !== undefined) {
    const delay = startDelay(step.delayMs);
    await untilOrAborted(delay.over, signal).finally(delay.stop);
  }
  if (step.hang === true) await untilOrAborted(new Promise(() => {}), signal);
  if (step.error instanceof Error) throw step.error;
  if (step.error !== undefined) throw modelErrorOf(step.error);
}

function startDelay(ms: number): { readonly over: Promise<void>; readonly stop: () => void } {
  let timer: ReturnType<typeof setTimeout>;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(() => resolve(), ms);
  });
  return { over, stop: () => clearTimeout(timer) };
}

function modelErrorOf(failure: ScriptedFailure): ModelError {
  const { code, message = `The script fails this call with ${code}.`, ...options } = failure;
  return new ModelError(code, message, options);
}
