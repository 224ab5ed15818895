import { InputError } from "@definable/spec";
import { MAX_ID_LENGTH } from "../limits.ts";
import type { Fields } from "./fields.ts";

// Control characters would end up in logs and in other people's stores.
// eslint-disable-next-line no-control-regex
const ID = /^[^\u0000-\u001f\u007f]+$/;

/** An id that the caller chose, if there is one. */
export function readId(fields: Fields, name: string): string | undefined {
  const id = fields.optionalText(name);
  if (id !== undefined && !isId(id)) throw fields.wrong(name, idRule);
  return id;
}

/** The `userId` of the address, if there is one: whose run is asked for. */
export function queryUserId(query: URLSearchParams): string | undefined {
  const id = query.get("userId");
  if (id === null) return undefined;
  if (!isId(id)) throw new InputError("INVALID_INPUT", `"userId" in the address must be ${idRule}.`);
  return id;
}

const idRule = `1 to ${MAX_ID_LENGTH} characters without control characters`;

function isId(text: string): boolean {
  return text.length <= MAX_ID_LENGTH && ID.test(text);
}
