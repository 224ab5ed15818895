import type { ContentPart, UserMessage } from "@definable/spec";
import { InputError } from "@definable/spec";
import { isOnDisk } from "./is-on-disk.ts";
import { toBase64 } from "./to-base64.ts";

/** What this file needs of `node:fs/promises`, which it must not import: the package also runs where there is none. */
interface FileSystem {
  readFile(path: string): Promise<Uint8Array>;
}

/** The messages with bytes in place of paths. Throws `INVALID_INPUT` for a file that cannot be read. */
export function readFromDisk(input: readonly UserMessage[]): Promise<readonly UserMessage[]> {
  return Promise.all(
    input.map(async (message) =>
      typeof message.content === "string"
        ? message
        : { ...message, content: await Promise.all(message.content.map(readPart)) },
    ),
  );
}

async function readPart(part: ContentPart): Promise<ContentPart> {
  if (!isOnDisk(part)) return part;
  const { filepath, ...rest } = part;
  const files = fileSystem();
  if (files === undefined)
    throw new InputError(
      "INVALID_INPUT",
      `There is no file system here to read ${filepath} from. Give content or url.`,
    );
  try {
    const content = toBase64(await files.readFile(filepath));
    return rest.type === "file"
      ? { ...rest, content, filename: rest.filename ?? nameOf(filepath) }
      : { ...rest, content };
  } catch (cause) {
    throw new InputError(
      "INVALID_INPUT",
      `The file ${filepath} could not be read. Check that it exists and is readable.`,
      { cause },
    );
  }
}

/** Without its folders, which are nobody's business but this machine's: readers and vendors tell a file by its name. */
const nameOf = (filepath: string): string => filepath.split(/[/\\]/).at(-1) ?? filepath;

function fileSystem(): FileSystem | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => FileSystem | undefined } };
  return process?.getBuiltinModule?.("fs/promises");
}
