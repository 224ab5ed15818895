import type { JsonObject, JsonValue } from "@definable/spec";
import { isArray, isObject } from "../../fake-server/requests/json-shape.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { fileIssues } from "./file-issues.ts";
import { issue, missing, notListed, wrongType } from "./issue.ts";

const ASKED = ["input_text", "input_image", "input_file"];
const SAID = ["output_text", "refusal"];

/** What the vendor has against what a message or a result says. `isSaid`: the model said it. */
export function* inputContentIssues(content: JsonValue, param: string, isSaid: boolean): Generator<VendorError> {
  if (typeof content === "string") return;
  if (!isArray(content)) {
    yield wrongType(param, "one of an array of objects or string", content);
    return;
  }
  for (const [index, part] of content.entries()) {
    const where = `${param}[${index}]`;
    if (!isObject(part)) {
      yield wrongType(where, "an object", part);
      continue;
    }
    const { type } = part;
    const allowed = isSaid ? SAID : ASKED;
    if (type === undefined) yield missing(`${where}.type`);
    else if (typeof type !== "string" || !allowed.includes(type)) yield notListed(`${where}.type`, type, allowed);
    else yield* partIssues(part, where);
  }
}

function* partIssues(part: JsonObject, where: string): Generator<VendorError> {
  switch (part["type"]) {
    case "input_image":
      yield* imageIssues(part, where);
      break;
    case "input_file":
      if (part["file_id"] === undefined && part["file_url"] === undefined) yield* fileIssues(part, where);
      break;
    default: {
      const field = part["type"] === "refusal" ? "refusal" : "text";
      const text = part[field];
      if (text === undefined) yield missing(`${where}.${field}`);
      else if (typeof text !== "string") yield wrongType(`${where}.${field}`, "a string", text);
    }
  }
}

function* imageIssues({ image_url: url, file_id: id }: JsonObject, where: string): Generator<VendorError> {
  if (id !== undefined) return;
  if (url === undefined) yield missing(`${where}.image_url`);
  else if (typeof url !== "string") yield wrongType(`${where}.image_url`, "a string", url);
  else if (!/^https?:\/\/|^data:image\/[a-z+.-]+;base64,/i.test(url)) {
    yield issue(
      `Invalid '${where}.image_url'. Expected a valid URL, but got a value with an invalid format.`,
      `${where}.image_url`,
      "invalid_value",
    );
  }
}
