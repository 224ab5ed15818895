import type { JsonObject } from "@definable/spec";

const WORDS: Readonly<Record<number, string>> = {
  400: "The body is not JSON, or the request is malformed.",
  403: "A page of another origin called.",
  404: "There is no such run.",
  406: "Neither JSON nor an event stream is accepted.",
  408: "The request did not arrive in time.",
  409: "The run was cancelled, or somebody else was first.",
  413: "The body is too large.",
  415: "The body is not application/json.",
  421: "The Host header names another server.",
  422: "A field is wrong, forbidden, or not built yet.",
  429: "The model's vendor asks to send less.",
  500: "The server or its configuration is at fault.",
  502: "The model's vendor failed.",
  503: "Try again later.",
  504: "The model's vendor was too slow.",
};

/** A reference to a schema of the document. */
export function schema(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` };
}

/** A required JSON body. */
export function jsonBody(name: string): JsonObject {
  return { required: true, content: { "application/json": { schema: schema(name) } } };
}

/** A JSON answer. */
export function jsonAnswer(name: string, description: string): JsonObject {
  return { description, content: { "application/json": { schema: schema(name) } } };
}

/** The problem answers of these statuses. */
export function problems(...statuses: readonly number[]): JsonObject {
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      {
        description: WORDS[status] ?? "The request failed.",
        content: { "application/problem+json": { schema: schema("Problem") } },
      },
    ]),
  );
}

/** The good answer of a run: its output, or its events. */
export const RUN_ANSWERS: JsonObject = {
  "200": {
    description: "The run completed, paused, or was blocked; as an event stream, also when it failed later on.",
    headers: { "x-run-id": { description: "The run's id.", schema: { type: "string" } } },
    content: {
      "application/json": { schema: schema("RunOutput") },
      "text/event-stream": {
        schema: {
          type: "string",
          contentMediaType: "text/event-stream",
          contentSchema: schema("RunEvent"),
          description:
            "One SSE event for each event of the run: `event` is its name, `id` is `<epoch>-<seq>`, `data` is a RunEvent. " +
            "Lines that begin with a colon are heartbeats.",
        },
      },
    },
  },
};
