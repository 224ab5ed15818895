import type { ContentPart, JsonValue, UserMessage } from "@definable/spec";
import { Fields, forbidden, isList } from "./fields.ts";
import { readFileFields, readImageFields, readRecordingFields } from "./media.ts";

const PART_TYPES = ["text", "image", "audio", "video", "file"] as const;

/** What the person said. Other roles are refused by name: they would put words into the model's or a tool's mouth. */
export function readUserMessage(value: JsonValue, path: string): UserMessage {
  const fields = new Fields(value, path);
  const role = fields.text("role");
  if (role !== "user") throw forbidden([`${fields.path("role")}: ${role}`]);
  fields.allowOnly(["role", "content", "name"]);
  const name = fields.optionalText("name");
  return { role: "user", content: readContent(fields), ...(name === undefined ? {} : { name }) };
}

function readContent(fields: Fields): string | readonly ContentPart[] {
  const content = fields.value("content");
  if (typeof content === "string") return content;
  if (!isList(content) || content.length === 0) throw fields.wrong("content", "a string or a list of parts");
  return content.map((part, index) => readPart(part, `${fields.path("content")}[${index}]`));
}

function readPart(value: JsonValue, path: string): ContentPart {
  const fields = new Fields(value, path);
  const type = fields.oneOf("type", PART_TYPES);
  switch (type) {
    case "text":
      return { type, text: fields.allowOnly(["type", "text"]).text("text") };
    case "image":
      return { type, ...readImageFields(fields, ["type"]) };
    case "file":
      return { type, ...readFileFields(fields, ["type"]) };
    case "audio":
      return { type, ...readRecordingFields(fields, ["type"]) };
    case "video":
      return { type, ...readRecordingFields(fields, ["type"]) };
    default:
      return type satisfies never;
  }
}
