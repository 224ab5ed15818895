import type { UserMessage } from "@definable/spec";
import { loadReadFromDisk } from "../parts.ts";
import { isOnDisk } from "./is-on-disk.ts";

/** Replaces media given as `filepath` by their bytes. Undefined when there are none. Throws `INVALID_INPUT`. */
export function readFileMedia(input: readonly UserMessage[]): Promise<readonly UserMessage[]> | undefined {
  const hasPath = input.some(({ content }) => typeof content !== "string" && content.some(isOnDisk));
  return hasPath ? loadReadFromDisk().then(({ readFromDisk }) => readFromDisk(input)) : undefined;
}
