import type { ContentPart, ReasoningLevel } from "@definable/spec";
import { familyOf, LEVELS } from "../models/families.ts";

/** What a model or a server of another vendor wants to be told differently. Data, so that a new one is a row. */
export interface ResponsesProfile {
  /** Under which role words of the developer stand among the messages. */
  readonly instructionsRole: "developer" | "system";
  /** The kinds of part that it takes; others are refused before the call. */
  readonly accepts: readonly ContentPart["type"][];
  /** Whether it thinks, and gives its thoughts sealed so that they can come back. */
  readonly sealsThoughts: boolean;
  /** What `modelSettings.reasoning` may say; the rest is refused before the call. */
  readonly reasoning: readonly ReasoningLevel[];
  /** Whether it holds an answer to a JSON Schema (`text.format`); otherwise an agent asks for the shape in words. */
  readonly structuredOutput: boolean;
}

/** The API has a place for these; the rest is the vendor's to judge. */
const PLACES: ResponsesProfile["accepts"] = ["text", "image", "file"];

/** The profile of a model at OpenAI itself, or behind another base URL. */
export function profileOf(id: string, isOpenAI: boolean): ResponsesProfile {
  const family = familyOf(id);
  const instructionsRole: ResponsesProfile["instructionsRole"] = isOpenAI
    ? (family?.instructionsRole ?? "developer")
    : "system";
  const base = { instructionsRole, structuredOutput: isOpenAI };
  // What comes to OpenAI next will think; what another server has behind its ids, nobody knows.
  if (family === undefined) return { ...base, accepts: PLACES, sealsThoughts: isOpenAI, reasoning: LEVELS };
  const { reasoning } = family;
  const anywhere = { ...base, sealsThoughts: reasoning.length > 0, reasoning };
  if (!isOpenAI) return { ...anywhere, accepts: PLACES };
  const accepts = family.accepts.filter((kind) => PLACES.includes(kind));
  return { ...anywhere, accepts, structuredOutput: family.structuredOutput ?? true };
}
