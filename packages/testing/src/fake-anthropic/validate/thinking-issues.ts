import type { JsonObject } from "@definable/spec";
import { isArray, isObject } from "../../fake-server/requests/json-shape.ts";
import { prefixBefore, signatureFault } from "../reply/signature.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { isAbsent, issue, missing, notListed, shown, wrongType } from "./issue.ts";
import { turnsOf } from "./turns.ts";
import type { Turn } from "./turns.ts";

const CONFIGS = ["adaptive", "between_tools", "disabled", "enabled"];
const LEAST_BUDGET = 1024;

/** What the vendor has against the thinking that is asked for, and the thinking that comes back. */
export function* thinkingIssues(body: JsonObject): Generator<VendorError> {
  yield* configIssues(body);
  const messages = isArray(body["messages"]) ? body["messages"] : [];
  for (const [index, message] of messages.entries()) {
    const content = isObject(message) ? message["content"] : undefined;
    if (!isArray(content)) continue;
    for (const [place, block] of content.entries()) {
      if (isObject(block)) yield* blockIssues(block, body, { index, place });
    }
  }
}

function* configIssues(body: JsonObject): Generator<VendorError> {
  const { thinking, max_tokens: limit, model, tool_choice: choice } = body;
  if (isAbsent(thinking)) return;
  if (!isObject(thinking)) {
    yield wrongType("thinking", "dictionary");
    return;
  }
  const { type, budget_tokens: budget } = thinking;
  if (!CONFIGS.includes(shown(type))) yield notListed("thinking.type", CONFIGS);
  if (type === "disabled" && /^claude-(opus-5-[5-9]|fable|mythos)/.test(shown(model))) yield unsupported(type);
  const isForced = isObject(choice) && (choice["type"] === "any" || choice["type"] === "tool");
  if (isForced && (type === "enabled" || type === "adaptive")) {
    yield issue("Thinking may not be enabled when tool_choice forces tool use.");
  }
  if (type === "adaptive" && /^claude-(opus|sonnet|haiku)-4-[0-5]/.test(shown(model))) {
    yield issue("adaptive thinking is not supported on this model");
  }
  if (type !== "enabled") return;
  if (!/^claude-(opus|sonnet|haiku)-4-[0-6]/.test(shown(model))) yield unsupported(type);
  if (budget === undefined) yield missing("thinking.enabled.budget_tokens");
  else if (typeof budget !== "number") yield wrongType("thinking.enabled.budget_tokens", "integer");
  else if (budget < LEAST_BUDGET) {
    yield issue("thinking.enabled.budget_tokens: Input should be greater than or equal to 1024");
  } else if (typeof limit === "number" && limit <= budget) {
    yield issue("`max_tokens` must be greater than `thinking.budget_tokens`.");
  }
  yield* firstBlockIssues(body);
}

function unsupported(type: string): VendorError {
  return issue(
    `"thinking.type.${type}" is not supported for this model. Use "thinking.type.adaptive" and ` +
      '"output_config.effort" to control thinking behavior.',
  );
}

/** With a budget for thinking, the turn that waits for its results has to begin with what was thought. */
function* firstBlockIssues({ messages }: JsonObject): Generator<VendorError> {
  const turns: readonly Turn[] = turnsOf(isArray(messages) ? messages.filter((message) => isObject(message)) : []);
  const answers = turns.at(-1)?.blocks.every((block) => block["type"] === "tool_result") === true;
  const asking = turns.at(-2);
  const first = asking?.blocks[0]?.["type"];
  if (!answers || asking?.role !== "assistant" || first === "thinking" || first === "redacted_thinking") return;
  yield issue(
    `messages.${asking.index}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found ` +
      `\`${shown(first)}\`. When \`thinking\` is enabled, a final \`assistant\` message must start with a thinking ` +
      "block (preceeding the lastmost set of `tool_use` and `tool_result` blocks). To avoid this requirement, disable " +
      "`thinking`.",
  );
}

interface Place {
  readonly index: number;
  readonly place: number;
}

function* blockIssues(block: JsonObject, body: JsonObject, { index, place }: Place): Generator<VendorError> {
  const where = `messages.${index}.content.${place}`;
  if (block["type"] === "redacted_thinking") {
    const { data } = block;
    if (data === undefined) yield missing(`${where}.redacted_thinking.data`);
    else if (typeof data !== "string" || data === "")
      yield issue(`${where}: Invalid \`data\` in \`redacted_thinking\` block`);
    return;
  }
  if (block["type"] !== "thinking") return;
  const { thinking, signature } = block;
  if (signature === undefined) yield missing(`${where}.thinking.signature`);
  else if (typeof signature !== "string") yield wrongType(`${where}.thinking.signature`, "string");
  else if (typeof thinking !== "string") {
    yield thinking === undefined
      ? missing(`${where}.thinking.thinking`)
      : wrongType(`${where}.thinking.thinking`, "string");
  } else {
    const fault = signatureFault(signature, {
      model: shown(body["model"]),
      thinking,
      prefix: prefixBefore(body, index),
    });
    if (fault !== undefined) yield issue(`${where}: Invalid \`signature\` in \`thinking\` block${MORE[fault]}`);
  }
}

const MORE = {
  invalid: "",
  moved:
    ". The block is bound to a different conversation. Remove the block, or set " +
    '`thinking.block_binding.prefix_mismatch_behavior` to "drop_block".',
} as const;
