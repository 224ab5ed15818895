import type { JsonObject, JsonValue } from "@definable/spec";
import { isArray, isObject } from "../../fake-server/requests/json-shape.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { isAbsent, issue, notListed } from "./issue.ts";

const MOST_MARKS = 4;

/** What the vendor has against the marks that say up to where a prompt is worth keeping. */
export function* cacheIssues(body: JsonObject): Generator<VendorError> {
  const marks = [
    ...marksIn(body["tools"], "tools"),
    ...marksIn(body["system"], "system"),
    ...marksIn(body["messages"], "messages"),
    ...markOf(body["cache_control"], "cache_control"),
  ];
  let isShort = false;
  for (const { mark, where } of marks) {
    const { type, ttl } = isObject(mark) ? mark : {};
    if (type !== "ephemeral") yield notListed(`${where}.type`, ["ephemeral"]);
    if (!isAbsent(ttl) && ttl !== "5m" && ttl !== "1h") yield notListed(`${where}.ttl`, ["5m", "1h"]);
    if (ttl === "1h" && isShort) {
      yield issue(`${where}.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block.`);
    }
    isShort ||= ttl !== "1h";
  }
  if (marks.length > MOST_MARKS) {
    yield issue(`A maximum of ${MOST_MARKS} blocks with cache_control may be provided. Found ${marks.length}.`);
  }
}

interface Mark {
  readonly mark: JsonValue;
  readonly where: string;
}

/** The marks anywhere in a list, in the order in which the vendor reads. */
function marksIn(value: JsonValue | undefined, where: string): readonly Mark[] {
  if (isArray(value)) return value.flatMap((entry, index) => marksIn(entry, `${where}.${index}`));
  if (!isObject(value)) return [];
  // What a schema or the arguments of a call name like that is no mark.
  const inner = marksIn(value["content"], `${where}.content`);
  return [...inner, ...markOf(value["cache_control"], `${where}.cache_control`)];
}

function markOf(mark: JsonValue | undefined, where: string): readonly Mark[] {
  return isAbsent(mark) ? [] : [{ mark, where }];
}
