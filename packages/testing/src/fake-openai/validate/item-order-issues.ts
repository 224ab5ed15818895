import type { JsonObject, JsonValue } from "@definable/spec";
import { openSeal, thoughtBefore } from "../reply/seal.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { issue, shown } from "./issue.ts";
import { thinks } from "./reasoning-models.ts";

/**
 * What the vendor has against how the items follow each other: a call has its result behind it and a result its call
 * before it, an item comes once, and a thought comes with the item that it led to.
 */
export function* itemOrderIssues(items: readonly JsonObject[], body: JsonObject): Generator<VendorError> {
  yield* twiceIssues(items);
  yield* resultIssues(items);
  for (const [index, item] of items.entries()) {
    if (item["type"] === "reasoning") yield* thoughtIssues(item, items[index + 1], body);
    else yield* lonelyIssues(item, items[index - 1]);
  }
}

function* twiceIssues(items: readonly JsonObject[]): Generator<VendorError> {
  const seen = new Set<JsonValue>();
  for (const { id } of items) {
    if (typeof id !== "string") continue;
    if (seen.has(id)) {
      yield issue(`Duplicate item found with id ${id}. Remove duplicate items from your input and try again.`, "input");
    }
    seen.add(id);
  }
}

function* resultIssues(items: readonly JsonObject[]): Generator<VendorError> {
  const open = new Set<string>();
  const known = new Set<string>();
  for (const { call_id: id, type } of items) {
    if (typeof id !== "string") continue;
    if (type === "function_call") {
      if (known.has(id)) yield issue(`Duplicate function call found with call_id ${id}.`, "input");
      known.add(id);
      open.add(id);
    } else if (type === "function_call_output" && !open.delete(id)) {
      yield issue(`No tool call found for function call output with call_id ${id}.`, "input");
    }
  }
  for (const id of open) yield issue(`No tool output found for function call ${id}.`, "input");
}

function* thoughtIssues(item: JsonObject, next: JsonObject | undefined, body: JsonObject): Generator<VendorError> {
  const { encrypted_content: sealed } = item;
  const id = shown(item["id"]);
  if (!thinks(shown(body["model"]))) {
    yield issue(
      "Reasoning input items can only be provided to a reasoning or computer use model. Remove reasoning items from " +
        "your input and try again.",
      "input",
    );
  }
  if (sealed === undefined || sealed === null) {
    yield issue(
      `Item with id '${id}' not found. Items are not persisted when \`store\` is set to false. Try again with \`store\` ` +
        "set to true, or remove this item from your input.",
      "input",
    );
    return;
  }
  const opened = openSeal(sealed);
  if (opened?.id !== id || opened.model !== body["model"]) {
    const reason =
      opened?.id === id || opened === undefined
        ? "Encrypted content could not be decrypted or parsed."
        : "Encrypted content item_id did not match the target item id.";
    const begin = `The encrypted content ${shown(sealed).slice(0, 4)}... could not be verified.`;
    yield issue(`${begin} Reason: ${reason}`, null, "invalid_encrypted_content");
    return;
  }
  const isFollowed =
    (next?.["type"] ?? "message") === opened.next.type && [undefined, opened.next.id].includes(next?.["id"] as string);
  if (next === undefined || !isFollowed || isAsked(next)) {
    yield issue(`Item '${id}' of type 'reasoning' was provided without its required following item.`, "input");
  }
}

/** Whether a message is not the model's. */
const isAsked = ({ role }: JsonObject): boolean => role !== undefined && role !== "assistant";

function* lonelyIssues({ id, type }: JsonObject, before: JsonObject | undefined): Generator<VendorError> {
  const thought = typeof id === "string" ? thoughtBefore(id) : undefined;
  if (thought === undefined || before?.["id"] === thought) return;
  yield issue(
    `Item '${shown(id)}' of type '${shown(type)}' was provided without its required 'reasoning' item: '${thought}'.`,
    "input",
  );
}
