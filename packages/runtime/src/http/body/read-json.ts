import { InputError } from "@definable/spec";
import type { JsonValue } from "@definable/spec";
import type { Incoming } from "../incoming.ts";
import { MAX_JSON_DEPTH } from "../limits.ts";
import { isDeeperThan } from "./json-depth.ts";
import { poisonousKey } from "./poison.ts";

const JSON_TYPE = /^application\/json *(?:; *charset *= *"?utf-8"? *)?$/i;

/**
 * The body as JSON. Throws `UNSUPPORTED_MEDIA_TYPE` for another type or a compressed body, `BODY_TOO_LARGE`,
 * `BODY_TOO_DEEP`, `INVALID_JSON`, and `BAD_REQUEST` for keys that attack prototypes.
 */
export async function readJson(incoming: Incoming): Promise<JsonValue> {
  refuseOtherTypes(incoming);
  const text = decoded(await incoming.bytes());
  if (text.trim() === "") throw new InputError("INVALID_JSON", "The body is empty. Send a JSON object.");
  if (isDeeperThan(MAX_JSON_DEPTH, text)) {
    throw new InputError("BODY_TOO_DEEP", `The JSON is nested deeper than ${MAX_JSON_DEPTH} levels. Flatten it.`);
  }
  const value = parsed(text);
  const poison = poisonousKey(value);
  if (poison !== undefined) throw new InputError("BAD_REQUEST", `The body holds the key "${poison}". Rename it.`);
  return value;
}

function refuseOtherTypes(incoming: Incoming): void {
  const type = incoming.header("content-type") ?? "";
  if (!JSON_TYPE.test(type)) {
    throw new InputError("UNSUPPORTED_MEDIA_TYPE", 'The body must be sent with "content-type: application/json".');
  }
  if ((incoming.header("content-encoding") ?? "identity") !== "identity") {
    throw new InputError("UNSUPPORTED_MEDIA_TYPE", "The body is compressed. Send it without content-encoding.");
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function decoded(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new InputError("INVALID_JSON", "The body is not UTF-8. Encode it so.");
  }
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError("INVALID_JSON", "The body is not JSON. Check quotes, commas and brackets.");
  }
}
