import { constants } from "node:fs";
import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";

/** Larger files are data, not text to read. */
const MAX_BYTES = 1_000_000;

/** The text of a file at a real path; undefined when it is no plain text file of at most 1 MB. */
export async function readText(realPath: string): Promise<string | undefined> {
  // Not following a link and not waiting for a pipe: the path may have been exchanged since it was checked.
  const handle = await open(realPath, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    return await textOf(handle);
  } finally {
    await handle.close();
  }
}

async function textOf(handle: FileHandle): Promise<string | undefined> {
  const stat = await handle.stat();
  if (!stat.isFile() || stat.size > MAX_BYTES) return undefined;
  const buffer = Buffer.alloc(stat.size);
  const { bytesRead } = await handle.read(buffer, 0, stat.size, 0);
  const bytes = buffer.subarray(0, bytesRead);
  return bytes.includes(0) ? undefined : new TextDecoder().decode(bytes);
}
