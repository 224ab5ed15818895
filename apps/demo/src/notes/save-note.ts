import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { noteName } from "./note-name.ts";

const MAX_SAME_NAME = 100;

/** Writes a note as Markdown into a folder, which is made when needed, and gives the file's name. Overwrites nothing. */
export async function saveNote(folder: string, title: string, text: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const name = noteName(title);
  for (let number = 1; number <= MAX_SAME_NAME; number++) {
    const file = number === 1 ? `${name}.md` : `${name}-${number}.md`;
    if (await wasWritten(join(folder, file), `# ${title.trim().replace(/\s+/g, " ")}\n\n${text.trim()}\n`)) return file;
  }
  throw new Error(`There are ${MAX_SAME_NAME} notes with the title "${title}": choose another title.`);
}

/** False when a file of that name is there already, also a link. */
async function wasWritten(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}
