import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Documents and notes of one test, in a folder of their own that goes when the test is over. */
export interface DemoFolders extends AsyncDisposable {
  readonly parent: string;
  readonly folder: string;
  readonly notesFolder: string;
  note(file: string): Promise<string>;
}

const DOCUMENTS: Readonly<Record<string, string>> = {
  "architecture.md":
    "# Architecture\n\nOne loop, one journal.\n\nA tool runs at most once.\nCancellation settles at once.\n",
  "errors.md": "# Errors\n\n- MODEL_TIMEOUT: the vendor did not answer in time.\n- STORE_FENCED: another process.\n",
  "events.md": "# Events\n\n- RunStarted\n- RunPaused\n- a fence between segments\n",
  "guides/tools.md": "# Tools\n\nA tool is what a model may call.\n",
  "hostile.md": `# Hostile\n\n<img src="x" onerror="document.title='owned';alert(1)"><script>document.title='owned'</script>\n`,
};

/** Makes the folders with a few documents. */
export async function demoFolders(): Promise<DemoFolders> {
  const parent = await realpath(await mkdtemp(join(tmpdir(), "definable-demo-")));
  const [folder, notesFolder] = [join(parent, "docs"), join(parent, "notes")];
  await mkdir(join(folder, "guides"), { recursive: true });
  for (const [name, text] of Object.entries(DOCUMENTS)) await writeFile(join(folder, name), text);
  return {
    parent,
    folder,
    notesFolder,
    note: (file) => readFile(join(notesFolder, file), "utf8"),
    [Symbol.asyncDispose]: () => rm(parent, { recursive: true, force: true }),
  };
}
