import { ERROR_CODES, EVENT_CATALOG, RunStatus } from "@definable/spec";
import type { JsonObject } from "@definable/spec";
import { DECISION_ACTIONS } from "../body/decisions-body.ts";
import { MAX_ID_LENGTH } from "../limits.ts";
import { MEDIA_SCHEMAS } from "./media-schemas.ts";
import { schema } from "./parts.ts";

const ID: JsonObject = { type: "string", minLength: 1, maxLength: MAX_ID_LENGTH };
const TEXT: JsonObject = { type: "string" };
const COUNT: JsonObject = { type: "integer", minimum: 0 };
const OBJECT: JsonObject = { type: "object" };

/** An object with exactly these fields. */
function closed(properties: JsonObject, required: readonly string[]): JsonObject {
  return { type: "object", properties, required, additionalProperties: false };
}

/** An object with these fields, and others that later versions may add. */
function open(properties: JsonObject, required: readonly string[]): JsonObject {
  return { type: "object", properties, required };
}

const BODIES: JsonObject = {
  RunBody: closed(
    {
      input: {
        oneOf: [
          { type: "string", minLength: 1 },
          schema("UserMessage"),
          { type: "array", items: schema("UserMessage"), minItems: 1 },
        ],
      },
      sessionId: { ...ID, description: "Groups runs into a conversation. Without it the run sees no history." },
      userId: { ...ID, description: "Whose run it is." },
      images: { type: "array", items: schema("Image") },
      files: { type: "array", items: schema("File") },
      metadata: OBJECT,
    },
    ["input"],
  ),
  ContinueBody: closed({ decisions: { type: "array", items: schema("Decision") } }, ["decisions"]),
  Decision: closed(
    {
      requirementId: TEXT,
      action: { enum: DECISION_ACTIONS },
      args: { ...OBJECT, description: "With confirm: other arguments." },
      always: { type: "boolean", description: "With confirm: also for later calls of this tool in the session." },
      note: { ...TEXT, description: "With reject: the model reads it." },
      values: { ...OBJECT, description: "With provideInput." },
      result: { description: "With setResult: any JSON." },
    },
    ["requirementId", "action"],
  ),
};

const RUNS: JsonObject = {
  RunStatus: { enum: Object.values(RunStatus) },
  RunState: open({ runId: TEXT, status: schema("RunStatus") }, ["runId", "status"]),
  Metrics: open(
    {
      inputTokens: COUNT,
      outputTokens: COUNT,
      totalTokens: COUNT,
      cost: { type: "number", description: "US dollars; absent when a price is unknown." },
      duration: { type: "number", description: "Seconds." },
      timeToFirstToken: { type: "number", description: "Seconds." },
    },
    ["inputTokens", "outputTokens", "totalTokens", "duration"],
  ),
  ToolExecution: open(
    {
      toolCallId: TEXT,
      toolName: TEXT,
      toolArgs: OBJECT,
      status: TEXT,
      result: TEXT,
      toolCallError: { type: "boolean" },
    },
    ["toolCallId", "toolName", "toolArgs", "status"],
  ),
  Requirement: open(
    {
      id: { ...TEXT, description: "Name it as requirementId in a Decision." },
      kind: { enum: ["confirmation", "userInput", "externalExecution", "uncertain"] },
      state: { enum: ["pending", "resolved", "expired", "stale"] },
      toolExecution: schema("ToolExecution"),
      createdAt: COUNT,
      expiresAt: { ...COUNT, description: "Until when it can be answered." },
      userInputSchema: { ...OBJECT, description: "Of the kind userInput: the JSON Schema of the values asked for." },
    },
    ["id", "kind", "state", "toolExecution"],
  ),
  RunOutput: open(
    {
      v: { const: 1 },
      runId: TEXT,
      sessionId: TEXT,
      agentId: TEXT,
      agentName: TEXT,
      model: TEXT,
      modelProvider: TEXT,
      status: schema("RunStatus"),
      stopReason: TEXT,
      content: { ...TEXT, description: "The text of the last model call." },
      messages: { type: "array", items: OBJECT, description: "The messages of this run." },
      tools: { type: "array", items: schema("ToolExecution") },
      requirements: { type: "array", items: schema("Requirement") },
      metrics: schema("Metrics"),
      createdAt: { ...COUNT, description: "Milliseconds since 1970." },
      lastSeq: COUNT,
    },
    ["v", "runId", "sessionId", "status", "content", "messages", "tools", "requirements", "metrics"],
  ),
  RunEvent: open(
    {
      event: { enum: Object.keys(EVENT_CATALOG) },
      runId: TEXT,
      sessionId: TEXT,
      agentId: TEXT,
      agentName: TEXT,
      parentRunId: TEXT,
      seq: { ...COUNT, description: "Grows by one with each event of the run." },
      createdAt: { ...COUNT, description: "Milliseconds since 1970." },
    },
    ["event", "runId", "sessionId", "agentId", "agentName", "seq", "createdAt"],
  ),
};

/** The schemas of the document by name. */
export const SCHEMAS: JsonObject = {
  ...BODIES,
  ...MEDIA_SCHEMAS,
  ...RUNS,
  Health: closed({ status: { enum: ["ok", "closing"] } }, ["status"]),
  Problem: closed(
    {
      type: { type: "string", format: "uri" },
      title: TEXT,
      status: { type: "integer" },
      detail: { ...TEXT, description: "What happened, and what to do." },
      code: { enum: Object.keys(ERROR_CODES) },
      runId: TEXT,
    },
    ["type", "title", "status", "detail", "code"],
  ),
};
