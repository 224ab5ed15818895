import { RunStatus } from "@definable/spec";

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string";
const isNumber: Check = (value) => typeof value === "number" && Number.isFinite(value);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const isMessage: Check = (value) => isRecord(value) && isText(value["role"]) && value["content"] !== undefined;
const isExecution: Check = (value) => isRecord(value) && isText(value["toolCallId"]) && isText(value["toolName"]);

/** What a continuation reads of an output, besides what may be left out. */
const FIELDS: readonly (readonly [field: string, check: Check])[] = [
  ["v", (value) => value === undefined || value === 1],
  ["runId", isText],
  ["sessionId", isText],
  ["agentId", isText],
  ["status", (value) => Object.values<unknown>(RunStatus).includes(value)],
  ["content", isText],
  ["input", (value) => isRecord(value) && listOf(isMessage)(value["messages"])],
  ["messages", listOf(isMessage)],
  ["tools", listOf(isExecution)],
  ["requirements", listOf((value) => isRecord(value) && isText(value["id"]) && isExecution(value["toolExecution"]))],
  ["metrics", (value) => isRecord(value) && isNumber(value["totalTokens"]) && isNumber(value["duration"])],
  ["createdAt", isNumber],
  ["lastSeq", isNumber],
  ["segments", isNumber],
];

/** The sub-agents that a run waits with are outputs themselves. */
const areOutputs: Check = (value) =>
  value === undefined || listOf((child) => wrongField(child) === undefined && isRecord(child))(value);

/** The first field that keeps a value from being the data of a RunOutput; undefined when it is one. */
export function wrongField(value: unknown): string | undefined {
  if (!isRecord(value)) return "everything";
  return (
    FIELDS.find(([field, check]) => !check(value[field]))?.[0] ??
    (areOutputs(value["children"]) ? undefined : "children")
  );
}
