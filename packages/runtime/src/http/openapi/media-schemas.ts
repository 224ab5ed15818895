import type { JsonObject } from "@definable/spec";
import { schema } from "./parts.ts";

const TEXT: JsonObject = { type: "string" };

const SOURCE: JsonObject = {
  url: { type: "string", format: "uri", pattern: "^https:" },
  content: { type: "string", contentEncoding: "base64" },
  mimeType: { type: "string" },
};

/** Exactly one of `url` and `content`, which needs `mimeType`. */
const ONE_SOURCE: JsonObject = { oneOf: [{ required: ["url"] }, { required: ["content", "mimeType"] }] };

function medium(properties: JsonObject): JsonObject {
  return { type: "object", properties: { ...SOURCE, ...properties }, additionalProperties: false, ...ONE_SOURCE };
}

function mediumPart(type: string, properties: JsonObject): JsonObject {
  return { ...medium({ type: { const: type }, ...properties }), required: ["type"] };
}

const IMAGE: JsonObject = { detail: { enum: ["low", "high", "auto"] }, altText: TEXT };
const FILE: JsonObject = { filename: TEXT };
const RECORDING: JsonObject = { format: TEXT };

/** The schemas of what a person says. */
export const MEDIA_SCHEMAS: JsonObject = {
  UserMessage: {
    type: "object",
    properties: {
      role: { const: "user" },
      content: { oneOf: [TEXT, { type: "array", items: schema("ContentPart"), minItems: 1 }] },
      name: TEXT,
    },
    required: ["role", "content"],
    additionalProperties: false,
  },
  ContentPart: {
    oneOf: [
      {
        type: "object",
        properties: { type: { const: "text" }, text: TEXT },
        required: ["type", "text"],
        additionalProperties: false,
      },
      mediumPart("image", IMAGE),
      mediumPart("audio", RECORDING),
      mediumPart("video", RECORDING),
      mediumPart("file", FILE),
    ],
  },
  Image: medium(IMAGE),
  File: medium(FILE),
};
