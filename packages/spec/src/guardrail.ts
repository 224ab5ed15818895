import type { JsonObject } from "./json.ts";
import type { LayerScope } from "./memory.ts";

/** What a guardrail looks at. */
export type GuardrailSubject =
  | { readonly type: "input"; readonly text: string }
  | { readonly type: "output"; readonly text: string }
  | { readonly type: "tool"; readonly toolName: string; readonly toolArgs: JsonObject };

/**
 * What a guardrail decides. `modify` gives what to use instead: `text` for input and output, `toolArgs` for a tool call.
 * `warn` lets it pass and is told. A `reason` is read by people and models: it must not repeat what is blocked.
 */
export type GuardrailVerdict =
  | { readonly action: "allow" }
  | { readonly action: "block"; readonly reason: string }
  | { readonly action: "modify"; readonly text: string; readonly reason?: string | undefined }
  | { readonly action: "modify"; readonly toolArgs: JsonObject; readonly reason?: string | undefined }
  | { readonly action: "warn"; readonly reason: string };

/**
 * A check that no text or tool call passes before its verdict. A throw counts as a block, and so does a verdict that does not
 * fit the subject.
 */
export interface Guardrail {
  /** What events and logs call it. */
  readonly name: string;
  /** What it wants to see; it is not asked about anything else. */
  readonly applies: readonly GuardrailSubject["type"][];
  /**
   * Gives the verdict. Nothing of the subject goes on before it settles, so be quick, and stop when `scope.signal`
   * aborts.
   */
  check(subject: GuardrailSubject, scope: LayerScope): GuardrailVerdict | Promise<GuardrailVerdict>;
}
