import type { VendorError } from "../wire/vendor-error.ts";
import { issue } from "./issue.ts";

/** The versions of the API that the vendor still answers. They differ in what a request may hold. */
const API_VERSIONS: readonly string[] = ["2023-06-01", "2026-10-21"];

/** What the vendor has against the headers of a request. */
export function checkHeaders(version: string | undefined): VendorError | undefined {
  if (version === undefined) return issue("anthropic-version: header is required");
  if (!API_VERSIONS.includes(version)) return issue(`anthropic-version: "${version}" is not a valid version`);
  return undefined;
}
