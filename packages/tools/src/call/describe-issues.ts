import type { JsonObject, SchemaIssue, Tool } from "@definable/spec";
import { shorten } from "../shorten.ts";

const MAX_ISSUES = 5;
const MAX_MESSAGE = 240;
const MAX_PREVIEW = 80;

/**
 * Says what is wrong with the arguments of a call so that a model can send better ones: for each issue the path, what
 * the schema expects and what came. At most five issues and about 3,500 characters, however large the arguments are.
 */
export function describeIssues(tool: Tool, value: JsonObject, issues: readonly SchemaIssue[]): string {
  const lines = issues.slice(0, MAX_ISSUES).map((issue) => `- ${describe(tool, value, issue)}`);
  if (issues.length > MAX_ISSUES) lines.push(`- and ${issues.length - MAX_ISSUES} more`);
  return [
    `The arguments do not fit the schema of "${tool.name}":`,
    ...lines,
    "The tool did not run. Call it again with arguments that fit.",
  ].join("\n");
}

function describe(tool: Tool, value: JsonObject, issue: SchemaIssue): string {
  const keys = (issue.path ?? []).map((step) => (typeof step === "object" ? step.key : step));
  const message = shorten(issue.message, MAX_MESSAGE);
  if (keys.length === 0) return message;
  const path = shorten(pathText(keys), MAX_PREVIEW);
  // arktype's messages begin with the path.
  const where = message.startsWith(`${path} `) ? "" : `${path}: `;
  return `${where}${message}${expectation(tool, keys, message)}; ${whatCame(value, keys)}`;
}

/** `filters.tags[0]`: the way a model would write it. */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : `${index === 0 ? "" : "."}${String(key)}`))
    .join("");
}

/** Some messages ("Invalid input" for a union) do not say what is expected: then the schema at that place does. */
function expectation(tool: Tool, path: readonly PropertyKey[], message: string): string {
  if (/expect|must/i.test(message)) return "";
  let schema: unknown = tool.parameters;
  for (const key of path) {
    schema = typeof key === "number" ? field(schema, "items") : field(field(schema, "properties"), key);
  }
  return schema === undefined ? "" : ` (expected ${preview(schema, MAX_MESSAGE)})`;
}

function whatCame(value: JsonObject, path: readonly PropertyKey[]): string {
  let parent: unknown;
  let came: unknown = value;
  for (const key of path) {
    parent = came;
    came = field(came, key);
  }
  if (came !== undefined) return `got ${preview(came, MAX_PREVIEW)}`;
  const present = typeof parent === "object" && parent !== null ? Object.keys(parent).join(", ") : "";
  return present === "" ? "it is missing" : `it is missing (got only ${shorten(present, MAX_PREVIEW)})`;
}

function field(value: unknown, key: PropertyKey): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  // hasOwn proved that the key is there; what it holds stays unknown.
  return (value as Record<PropertyKey, unknown>)[key];
}

const preview = (value: unknown, maxLength: number): string => shorten(JSON.stringify(value) ?? "nothing", maxLength);
