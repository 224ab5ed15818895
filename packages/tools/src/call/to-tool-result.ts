import type { ToolResult } from "@definable/spec";
import { reasonOf } from "../reason-of.ts";

/**
 * Makes the result that the model reads from what `execute` returned: a string as it is, nothing (`undefined`) as the
 * empty text, a `ToolResult` unchanged, everything else as its JSON (`null` is "null"). Never throws: what has no
 * JSON, such as a BigInt or a cycle, becomes a text that says so.
 */
export function toToolResult(output: unknown): ToolResult {
  if (typeof output === "string") return { content: output };
  if (output === undefined) return { content: "" };
  try {
    if (isToolResult(output)) return asJson(output);
    const json: string | undefined = JSON.stringify(output);
    if (json !== undefined) return { content: json };
    return { content: unprintable(`a ${typeof output} has no JSON`) };
  } catch (error) {
    return { content: unprintable(reasonOf(error)) };
  }
}

/** Strict, so that an ordinary object that happens to have a field `content` loses none of its other fields. */
function isToolResult(output: unknown): output is ToolResult {
  if (typeof output !== "object" || output === null || !("content" in output)) return false;
  if (typeof output.content !== "string") return false;
  for (const [key, value] of Object.entries(output)) {
    if (key !== "content" && !(MEDIA.has(key) && (value === undefined || Array.isArray(value)))) return false;
  }
  return true;
}

/** Media travel in events, which are JSON: what JSON cannot say is found here, where it can be told. */
function asJson(result: ToolResult): ToolResult {
  const { images, videos, audio, files } = result;
  if ((images ?? videos ?? audio ?? files) !== undefined) JSON.stringify(result);
  return result;
}

const MEDIA: ReadonlySet<string> = new Set(["images", "videos", "audio", "files"]);

const unprintable = (reason: string): string =>
  `Error: the tool ran, but its result cannot be shown as text (${reason}).`;
