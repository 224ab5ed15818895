import { InputError } from "@definable/spec";
import type { ContentPart } from "@definable/spec";

/** The error for a part that a model cannot take. It names both. */
export function partRefusal(part: ContentPart, why: string, model: RefusingModel): InputError {
  const kind = part.type !== "text" && part.mimeType !== undefined ? `${part.type} (${part.mimeType})` : part.type;
  return new InputError(
    "UNSUPPORTED_CONTENT",
    `The input holds a part of kind ${kind}, and the model "${model.id}" ${why}. Change or leave out the part, or use ` +
      `another model; this one takes: ${model.profile.accepts.join(", ")}.`,
  );
}

interface RefusingModel {
  readonly id: string;
  readonly profile: { readonly accepts: readonly ContentPart["type"][] };
}
