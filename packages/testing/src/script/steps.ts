import type { ErrorCode, JsonObject, Usage } from "@definable/spec";
import type { ScriptedCall, ScriptedFailure, ScriptStep } from "./script-step.ts";

/** A step that speaks: `says("Hello", { chunkSize: 2 })`. */
export function says(text: string | readonly string[], more: ScriptStep = {}): ScriptStep {
  return Object.freeze({ ...more, text: typeof text === "string" ? text : Object.freeze([...text]) });
}

/** A step that asks for tools: `calls(call("get_weather", { city: "Paris" }), call("get_time"))`. */
export function calls(...toolCalls: readonly ScriptedCall[]): ScriptStep {
  return Object.freeze({ toolCalls: Object.freeze([...toolCalls]) });
}

/** One tool call of a step. `input` as a string goes out as it stands, so that broken JSON can be played. */
export function call(name: string, input: JsonObject | string = {}, id?: string): ScriptedCall {
  return Object.freeze({ name, input, id });
}

/** A step that fails with a `ModelError`: `fails("MODEL_RATE_LIMITED", { retryAfterMs: 10 })`. */
export function fails(
  code: ErrorCode,
  more: Omit<ScriptedFailure, "code"> & Omit<ScriptStep, "error"> = {},
): ScriptStep {
  const { message, retryable, retryAfterMs, cause, ...step } = more;
  return Object.freeze({ ...step, error: { code, message, retryable, retryAfterMs, cause } });
}

/** A step that waits until the run is cancelled: `hangs({ text: "I was about to", afterDeltas: 1 })`. */
export function hangs(more: ScriptStep = {}): ScriptStep {
  return Object.freeze({ ...more, hang: true });
}

/** The usage of a step: `says("Hi", { usage: tokens(10, 2) })`. The total is the sum. */
export function tokens(
  inputTokens: number,
  outputTokens: number,
  parts: Omit<Usage, "inputTokens" | "outputTokens" | "totalTokens"> = {},
): Usage {
  return { ...parts, inputTokens, outputTokens, totalTokens: inputTokens + outputTokens };
}
