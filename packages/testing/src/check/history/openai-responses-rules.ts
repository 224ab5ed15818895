import type { AssistantMessage, JsonObject, JsonValue } from "@definable/spec";
import { show } from "../fail-at.ts";
import { isArray, isObject } from "../../fake-server/requests/json-shape.ts";
import {
  answersSaySomething,
  callIdsDiffer,
  callsAreWellFormed,
  forEachAssistant,
  resultsAreText,
  usersHaveParts,
} from "./every-vendor-rules.ts";
import { failAtMessage } from "./history-rule.ts";
import type { HistoryRule } from "./history-rule.ts";
import { reasoningIsOneThing, sealsHaveAnAuthor } from "./sealed-thoughts.ts";

/** What the vendor takes as the name of a function. */
const FUNCTION_NAME = /^[a-zA-Z0-9_-]{1,64}$/;

/** What was thought led to something, and only with that does the vendor take it back. */
const thoughtsAreFollowed: HistoryRule = (messages) => {
  forEachAssistant(messages, (message, index) => {
    const last = keptItems(message).at(-1);
    if (last?.["type"] !== "reasoning") return;
    const problem = `expected an item behind the reasoning ${show(last["id"])}, found none.`;
    failAtMessage(6, messages, { index, problem });
  });
};

/** The vendor knows his items by their ids, and takes each once. */
const itemsDiffer: HistoryRule = (messages) => {
  forEachAssistant(messages, (message, index) => {
    const ids = keptItems(message).flatMap(({ id }) => (typeof id === "string" ? [id] : []));
    const twice = ids.find((id, at) => ids.indexOf(id) !== at);
    if (twice === undefined) return;
    failAtMessage(6, messages, { index, problem: `expected items that differ, found ${show(twice)} twice.` });
  });
};

/** What the adapter kept of the items in which a message was said. */
function keptItems({ provider = "", providerData }: AssistantMessage): readonly JsonObject[] {
  const kept: JsonValue = providerData?.[provider] ?? null;
  const items = isObject(kept) ? kept["items"] : undefined;
  return isArray(items) ? items.filter((item) => isObject(item)) : [];
}

/**
 * The rules of OpenAI's Responses besides the order of results. Not among them, because the adapter sees to it for its own
 * requests: an item that stands in two messages, items that do not fit the words any more, and calls whose ids come back.
 */
export const OPENAI_RESPONSES_RULES: readonly HistoryRule[] = [
  callIdsDiffer,
  callsAreWellFormed(FUNCTION_NAME),
  answersSaySomething,
  usersHaveParts,
  resultsAreText,
  sealsHaveAnAuthor,
  reasoningIsOneThing,
  thoughtsAreFollowed,
  itemsDiffer,
];
