import { InputError } from "@definable/spec";
import type { JsonValue, RunInputLike, RunOptions } from "@definable/spec";
import { Fields, isList } from "./fields.ts";
import { readId } from "./id.ts";
import { readFile, readImage } from "./media.ts";
import { readUserMessage } from "./user-message.ts";

/** The fields that `POST /runs` takes. */
export const RUN_FIELDS: readonly string[] = ["input", "sessionId", "userId", "images", "files", "metadata"];

/** The fields whose part of the product is not built yet. */
export const NOT_YET_FIELDS: readonly string[] = ["outputSchema", "background"];

/** What a body asks to be run. */
export interface RunOrder {
  readonly input: RunInputLike;
  readonly options: RunOptions;
}

/** Reads the body of `POST /runs`. Throws `FORBIDDEN_FIELD`, `NOT_YET` or `INVALID_INPUT`, each by name. */
export function readRunBody(body: JsonValue): RunOrder {
  const fields = new Fields(body, "").allowOnly([...RUN_FIELDS, ...NOT_YET_FIELDS]);
  const early = NOT_YET_FIELDS.find((name) => fields.has(name));
  if (early !== undefined) throw new InputError("NOT_YET", `"${early}" is not built yet. Leave it out.`);
  const sessionId = readId(fields, "sessionId");
  const userId = readId(fields, "userId");
  const metadata = fields.optionalObject("metadata");
  return {
    input: readInput(fields),
    options: {
      ...(sessionId === undefined ? {} : { sessionId }),
      ...(userId === undefined ? {} : { userId }),
      ...(metadata === undefined ? {} : { metadata }),
      ...(fields.has("images") ? { images: readEach(fields, "images", readImage) } : {}),
      ...(fields.has("files") ? { files: readEach(fields, "files", readFile) } : {}),
    },
  };
}

function readInput(fields: Fields): RunInputLike {
  const input = fields.value("input");
  if (typeof input === "string" && input !== "") return input;
  if (isList(input) && input.length > 0) {
    return input.map((message, index) => readUserMessage(message, `input[${index}]`));
  }
  if (typeof input === "object" && input !== null && !isList(input)) return readUserMessage(input, "input");
  throw fields.wrong("input", "a string that is not empty, a user message, or a list of them");
}

function readEach<Item>(fields: Fields, name: string, read: (value: JsonValue, path: string) => Item): Item[] {
  return fields.list(name).map((value, index) => read(value, `${name}[${index}]`));
}
