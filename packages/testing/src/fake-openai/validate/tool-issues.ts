import type { JsonObject, JsonValue } from "@definable/spec";
import { isArray, isObject } from "../../fake-server/requests/json-shape.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { emptyArray, issue, longArray, missing, notListed, shown, wrongType } from "./issue.ts";
import { functionNameIssues } from "./message-issues.ts";
import { parameterProblem } from "./schema-problem.ts";

const MAX_TOOLS = 128;

/** What the vendor has against the tools of a request and the fields that only go with tools. */
export function* toolIssues(body: JsonObject): Generator<VendorError> {
  const { tools } = body;
  if (tools === undefined || tools === null) {
    for (const name of ["tool_choice", "parallel_tool_calls"] as const) {
      if (body[name] !== undefined && body[name] !== null) yield withoutTools(name);
    }
    return;
  }
  if (!isArray(tools)) {
    yield wrongType("tools", "an array of objects", tools);
    return;
  }
  if (tools.length === 0) yield emptyArray("tools");
  if (tools.length > MAX_TOOLS) yield longArray("tools", MAX_TOOLS, tools.length);
  const names = new Set<string>();
  for (const [index, tool] of tools.entries()) yield* oneToolIssues(tool, `tools[${index}]`, names);
  yield* choiceIssues(body["tool_choice"], names);
}

function withoutTools(name: string): VendorError {
  return issue(`Invalid value for '${name}': '${name}' is only allowed when 'tools' are specified.`, name);
}

function* oneToolIssues(tool: JsonValue, param: string, names: Set<string>): Generator<VendorError> {
  if (!isObject(tool)) {
    yield wrongType(param, "an object", tool);
    return;
  }
  const { type } = tool;
  if (type === undefined) yield missing(`${param}.type`);
  else if (type !== "function" && type !== "custom") yield notListed(`${param}.type`, type, ["function", "custom"]);
  const described = type === "custom" ? tool["custom"] : tool["function"];
  const where = `${param}.${type === "custom" ? "custom" : "function"}`;
  if (!isObject(described)) {
    yield missing(where);
    return;
  }
  const { name, description, parameters, strict } = described;
  yield* functionNameIssues(name, `${where}.name`);
  if (typeof name === "string") {
    if (names.has(name)) {
      yield issue(`Invalid '${where}.name': '${name}' is the name of another tool. Tool names must be unique.`, param);
    }
    names.add(name);
  }
  if (description !== undefined && typeof description !== "string") {
    yield wrongType(`${where}.description`, "a string", description);
  }
  const problem = parameters === undefined ? undefined : parameterProblem(parameters, strict === true);
  if (problem !== undefined) {
    const message = `Invalid schema for function '${shown(name)}': ${problem}`;
    yield issue(message, `${where}.parameters`, "invalid_function_parameters");
  }
}

function* choiceIssues(choice: JsonValue | undefined, names: ReadonlySet<string>): Generator<VendorError> {
  if (choice === undefined || choice === null) return;
  if (typeof choice === "string") {
    const words = ["none", "auto", "required"];
    if (!words.includes(choice)) yield notListed("tool_choice", choice, words);
    return;
  }
  if (!isObject(choice)) {
    yield wrongType("tool_choice", "one of a string or object", choice);
    return;
  }
  const { type } = choice;
  const named = isObject(choice["function"]) ? choice["function"]["name"] : undefined;
  if (type === undefined) yield missing("tool_choice.type");
  else if (type === "function" && named === undefined) yield missing("tool_choice.function");
  else if (type === "function" && !(typeof named === "string" && names.has(named))) {
    yield issue(`Tool choice '${shown(named)}' not found in 'tools' parameter.`, "tool_choice");
  }
}
