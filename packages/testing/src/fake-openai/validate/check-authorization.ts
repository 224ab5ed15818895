import type { JudgedKey } from "../../fake-server/requests/judge-key.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { issue } from "./issue.ts";

/** The vendor's answer (status 401) to a request without the right key, or undefined. */
export function checkAuthorization({ given, authorization }: JudgedKey): VendorError | undefined {
  if (authorization === "valid" || authorization === "unchecked") return undefined;
  if (given === undefined) {
    return issue(
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth " +
        "(i.e. Authorization: Bearer YOUR_KEY). You can obtain an API key from " +
        "https://platform.openai.com/account/api-keys.",
    );
  }
  return issue(
    `Incorrect API key provided: ${masked(given)}. You can find your API key at ` +
      "https://platform.openai.com/account/api-keys.",
    null,
    "invalid_api_key",
  );
}

/** The vendor repeats the ends of a wrong key: a client that passes the message on leaks them. */
function masked(header: string): string {
  const key = header.replace(/^Bearer /, "");
  return key.length < 12 ? "*".repeat(key.length) : `${key.slice(0, 8)}${"*".repeat(key.length - 12)}${key.slice(-4)}`;
}
