import type { JsonObject } from "@definable/spec";
import { MAX_ID_LENGTH } from "../limits.ts";

/** What stands in paths and queries. */
export const PARAMETERS: JsonObject = {
  runId: {
    name: "runId",
    in: "path",
    required: true,
    schema: { type: "string", maxLength: MAX_ID_LENGTH },
  },
  userId: {
    name: "userId",
    in: "query",
    description: "Whose run it is, when it was started for a user.",
    schema: { type: "string", maxLength: MAX_ID_LENGTH },
  },
  events: {
    name: "events",
    in: "query",
    description: "Which events a stream carries. The inner ones are for debugging: they show what the model is told.",
    schema: { enum: ["public", "all"], default: "public" },
  },
};
