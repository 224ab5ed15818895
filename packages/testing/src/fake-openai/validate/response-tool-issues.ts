import type { JsonObject, JsonValue } from "@definable/spec";
import { isArray, isObject } from "../../fake-server/requests/json-shape.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { issue, longArray, missing, notListed, shown, wrongType } from "./issue.ts";
import { functionNameIssues } from "./message-issues.ts";
import { parameterProblem } from "./schema-problem.ts";

const MAX_TOOLS = 128;

/** What the vendor has against the tools of a request to the Responses API. */
export function* responseToolIssues({ tools, tool_choice: choice }: JsonObject): Generator<VendorError> {
  const names = new Set<string>();
  if (isArray(tools)) {
    if (tools.length > MAX_TOOLS) yield longArray("tools", MAX_TOOLS, tools.length);
    for (const [index, tool] of tools.entries()) yield* oneToolIssues(tool, `tools[${index}]`, names);
  } else if (tools !== undefined && tools !== null) yield wrongType("tools", "an array of objects", tools);
  yield* choiceIssues(choice, names, isArray(tools) && tools.length > 0);
}

function* oneToolIssues(tool: JsonValue, param: string, names: Set<string>): Generator<VendorError> {
  if (!isObject(tool)) {
    yield wrongType(param, "an object", tool);
    return;
  }
  const { description, name, parameters, strict, type } = tool;
  if (type === undefined) yield missing(`${param}.type`);
  // The vendor's own tools are his to judge.
  if (type !== "function") return;
  yield* functionNameIssues(name, `${param}.name`);
  if (typeof name === "string") {
    if (names.has(name)) {
      yield issue(`Invalid '${param}.name': '${name}' is the name of another tool. Tool names must be unique.`, param);
    }
    names.add(name);
  }
  if (description !== undefined && description !== null && typeof description !== "string") {
    yield wrongType(`${param}.description`, "a string", description);
  }
  // Unlike a chat, this API takes every function as strict that does not say otherwise, and mends what it can.
  const problem = isObject(parameters) ? parameterProblem(parameters, strict === true) : undefined;
  if (problem !== undefined) {
    const message = `Invalid schema for function '${shown(name)}': ${problem}`;
    yield issue(message, `${param}.parameters`, "invalid_function_parameters");
  }
}

function* choiceIssues(
  choice: JsonValue | undefined,
  names: ReadonlySet<string>,
  hasTools: boolean,
): Generator<VendorError> {
  if (choice === undefined || choice === null) return;
  if (typeof choice === "string") {
    const words = ["none", "auto", "required"];
    if (!words.includes(choice)) yield notListed("tool_choice", choice, words);
    else if (choice === "required" && !hasTools) {
      yield issue("Tool choice 'required' must be specified with 'tools' parameter.", "tool_choice");
    }
    return;
  }
  if (!isObject(choice)) {
    yield wrongType("tool_choice", "one of a string or object", choice);
    return;
  }
  const { name, type } = choice;
  if (type === undefined) yield missing("tool_choice.type");
  else if (type === "function" && name === undefined) yield missing("tool_choice.name");
  else if (type === "function" && !(typeof name === "string" && names.has(name))) {
    yield issue(`Tool choice '${shown(name)}' not found in 'tools' parameter.`, "tool_choice");
  }
}
