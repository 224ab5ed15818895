import type { ChosenModel } from "./choose-model.ts";
import { readPageFiles } from "./page-files.ts";
import type { PageFile } from "./page-files.ts";

/** Answers requests for the page; undefined for all others. */
export type PageServer = (request: Request) => Response | undefined;

/** Nothing from elsewhere, nothing inline, and no text that becomes code. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const HEADERS = {
  "content-security-policy": POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  // The page belongs to this version of the server: an old one must not talk to a new one.
  "cache-control": "no-store",
};

/** The chat page, with `/about.json` that says which model answers. */
export async function pageServer({ name, about, isOffline }: ChosenModel): Promise<PageServer> {
  const files = new Map<string, PageFile>(await readPageFiles());
  files.set("/about.json", { type: "application/json", content: JSON.stringify({ name, about, isOffline }) });
  return (request) => {
    const file = files.get(new URL(request.url).pathname);
    if (file === undefined) return undefined;
    if (request.method !== "GET" && request.method !== "HEAD") {
      return new Response("Only GET is answered here.\n", { status: 405, headers: { ...HEADERS, allow: "GET, HEAD" } });
    }
    return new Response(file.content, { headers: { ...HEADERS, "content-type": file.type } });
  };
}
