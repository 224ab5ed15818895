import type { JsonObject } from "@definable/spec";
import type { VendorError } from "../wire/vendor-error.ts";
import { issue, missing, wrongType } from "./issue.ts";

/** What the vendor has against a file that is neither his own, by its id, nor elsewhere, by its URL. */
export function* fileIssues({ file_data: data, filename }: JsonObject, where: string): Generator<VendorError> {
  if (data === undefined) yield missing(`${where}.file_id`);
  else if (typeof data !== "string") yield wrongType(`${where}.file_data`, "a string", data);
  else if (!/^data:[^,;]+;base64,/.test(data)) {
    yield issue(
      `Invalid '${where}.file_data'. Expected a base64-encoded data URL with a MIME type ` +
        "(e.g. 'data:application/pdf;base64,aGVsbG8='), but got a value without the 'data:' prefix.",
      `${where}.file_data`,
      "invalid_value",
    );
  }
  if (filename === undefined) yield missing(`${where}.filename`);
}
