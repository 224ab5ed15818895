import type { ContentPart, ReasoningLevel } from "@definable/spec";
import { familyOf, LEVELS } from "../models/families.ts";

/** What a model or a server of another vendor wants to be told differently. Data, so that a new one is a row. */
export interface ChatProfile {
  /**
   * Under which role the agent's instructions are sent: newer models of OpenAI say `developer`, all others `system`.
   */
  readonly instructionsRole: "developer" | "system";
  /** The field that limits the answer's length. */
  readonly maxTokensField: "max_completion_tokens" | "max_tokens";
  /** The kinds of part that it takes; others are refused before the call. */
  readonly accepts: readonly ContentPart["type"][];
  /** Whether it keeps to every letter of OpenAI's own API: fields such as `refusal`, wav and mp3 only. */
  readonly strictApi: boolean;
  /** Whether a user's message may say who speaks. */
  readonly takesNames: boolean;
  /** What `modelSettings.reasoning` may say; the rest is refused before the call. */
  readonly reasoning: readonly ReasoningLevel[];
  /** Whether it may say something beside tools. */
  readonly reasoningWithTools: boolean;
  /** Whether it holds an answer to a JSON Schema (`response_format`); otherwise an agent asks for the shape in words. */
  readonly structuredOutput: boolean;
}

/** No Chat Completions server takes video; the rest is the vendor's to judge. */
const ANYTHING: ChatProfile["accepts"] = ["text", "image", "audio", "file"];

/** OpenAI itself, a model that has no row. */
const OPENAI: ChatProfile = {
  instructionsRole: "developer",
  maxTokensField: "max_completion_tokens",
  accepts: ANYTHING,
  strictApi: true,
  takesNames: true,
  reasoning: LEVELS,
  reasoningWithTools: true,
  structuredOutput: true,
};

/** Any other server that speaks Chat Completions. */
const COMPATIBLE: ChatProfile = {
  instructionsRole: "system",
  maxTokensField: "max_tokens",
  accepts: ANYTHING,
  strictApi: false,
  takesNames: true,
  reasoning: LEVELS,
  reasoningWithTools: true,
  structuredOutput: false,
};

/** The profile of a model at OpenAI itself, or behind another base URL. */
export function profileOf(id: string, isOpenAI: boolean): ChatProfile {
  const family = familyOf(id);
  const base = isOpenAI ? OPENAI : COMPATIBLE;
  if (family === undefined) return base;
  const { accepts, instructionsRole = base.instructionsRole, maxTokensField = base.maxTokensField, reasoning } = family;
  const { chatThinksWithTools: reasoningWithTools = true } = family;
  const anywhere = { maxTokensField, reasoning, reasoningWithTools };
  if (!isOpenAI) return { ...base, ...anywhere };
  return { ...base, ...anywhere, accepts, instructionsRole, structuredOutput: family.structuredOutput ?? true };
}
