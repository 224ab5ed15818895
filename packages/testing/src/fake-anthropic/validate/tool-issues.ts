import type { JsonObject, JsonValue } from "@definable/spec";
import { isArray, isObject } from "../../fake-server/requests/json-shape.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { isAbsent, issue, missing, notListed, shown, wrongPattern, wrongType } from "./issue.ts";

const NAME = "^[a-zA-Z0-9_-]{1,128}$";
const CHOICES = ["auto", "any", "tool", "none"];

/** What the vendor has against the tools of a request and the choice among them. */
export function* toolIssues({ tools, tool_choice: choice, model }: JsonObject): Generator<VendorError> {
  const names = new Set<string>();
  if (!isAbsent(tools)) {
    if (!isArray(tools)) {
      yield wrongType("tools", "list");
      return;
    }
    for (const [index, tool] of tools.entries()) yield* oneToolIssues(tool, `tools.${index}`, names);
  }
  yield* choiceIssues(choice, names, shown(model));
}

function* oneToolIssues(tool: JsonValue, where: string, names: Set<string>): Generator<VendorError> {
  if (!isObject(tool)) {
    yield wrongType(where, "dictionary");
    return;
  }
  const { type, name, description, input_schema: schema } = tool;
  if (typeof name === "string") {
    if (names.has(name)) yield issue("tools: Tool names must be unique.");
    names.add(name);
  }
  // A tool of the vendor's own has a dated type and no schema.
  if (!isAbsent(type) && type !== "custom") return;
  const at = `${where}.custom`;
  if (name === undefined) yield missing(`${at}.name`);
  else if (typeof name !== "string" || !new RegExp(NAME).test(name)) yield wrongPattern(`${at}.name`, NAME);
  if (!isAbsent(description) && typeof description !== "string") yield wrongType(`${at}.description`, "string");
  if (schema === undefined) yield missing(`${at}.input_schema`);
  else if (!isObject(schema)) yield wrongType(`${at}.input_schema`, "dictionary");
  else if (schema["type"] === undefined) yield missing(`${at}.input_schema.type`);
  else if (schema["type"] !== "object") yield notListed(`${at}.input_schema.type`, ["object"]);
  else if (["oneOf", "allOf", "anyOf"].some((word) => schema[word] !== undefined)) {
    yield issue(`${at}.input_schema: input_schema does not support oneOf, allOf, or anyOf at the top level`);
  }
}

function* choiceIssues(
  choice: JsonValue | undefined,
  names: ReadonlySet<string>,
  model: string,
): Generator<VendorError> {
  if (isAbsent(choice)) return;
  if (names.size === 0) yield issue("tool_choice: tool_choice may only be specified while providing tools.");
  if (!isObject(choice)) {
    yield wrongType("tool_choice", "dictionary");
    return;
  }
  const { type, name } = choice;
  if (!CHOICES.includes(shown(type))) yield notListed("tool_choice.type", CHOICES);
  const isForced = type === "any" || type === "tool";
  if (isForced && /^claude-(fable|mythos|opus|sonnet)-5-[1-9]/.test(model)) {
    yield issue("tool_choice: forced tool use is not supported for this model. Use `tool_choice.type: auto`.");
  }
  if (type !== "tool") return;
  if (name === undefined) yield missing("tool_choice.tool.name");
  else if (!names.has(shown(name))) yield issue(`tool_choice.tool: Tool '${shown(name)}' not found in provided tools`);
}
