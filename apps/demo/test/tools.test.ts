import { readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { callTool } from "@definable/tools";
import { expect, test } from "vitest";
import { listFiles } from "../src/tools/list-files.ts";
import { readFile } from "../src/tools/read-file.ts";
import { searchFiles } from "../src/tools/search-files.ts";
import { writeNote } from "../src/tools/write-note.ts";
import { noteName } from "../src/notes/note-name.ts";
import { demoFolders } from "./support/demo-folders.ts";

test("a folder can be listed, whole and in part", async () => {
  await using folders = await demoFolders();

  expect(await callTool(listFiles(folders.folder), {})).toBe(
    "architecture.md\nerrors.md\nevents.md\nguides/tools.md\nhostile.md",
  );
  expect(await callTool(listFiles(folders.folder), { folder: "guides/" })).toBe("tools.md");
});

test("a long file is read in parts that say where they go on", async () => {
  await using folders = await demoFolders();
  const lines = Array.from({ length: 450 }, (_, index) => `line ${index + 1}`);
  await writeFile(join(folders.folder, "long.md"), `${lines.join("\n")}\n`);
  const read = readFile(folders.folder);

  const first = await callTool(read, { path: "long.md" });
  const last = await callTool(read, { path: "long.md", fromLine: 401 });

  expect(first).toContain("line 200\n[lines 1 to 200 of 450. To read on, begin at line 201.]");
  expect(last).toMatch(/^line 401\n[^]*line 450\n\[lines 401 to 450 of 450\.\]$/);
  await expect(callTool(read, { path: "long.md", fromLine: 451 })).rejects.toThrow("there is no line 451");
});

test("one endless line does not fill the conversation", async () => {
  await using folders = await demoFolders();
  await writeFile(join(folders.folder, "wide.md"), "x".repeat(500_000));

  expect((await callTool(readFile(folders.folder), { path: "wide.md" })).length).toBeLessThan(12_100);
});

test("a search finds lines that hold all words, in any case, and counts what it does not show", async () => {
  await using folders = await demoFolders();
  await writeFile(join(folders.folder, "many.md"), "a needle\n".repeat(50));
  const search = searchFiles(folders.folder);

  expect(await callTool(search, { text: "TIMEOUT answer" })).toBe(
    '"TIMEOUT answer" stands in 1 line of 1 file:\nerrors.md:3: - MODEL_TIMEOUT: the vendor did not answer in time.',
  );
  expect(await callTool(search, { text: "needle" })).toContain("in 50 lines of 1 file; the first 20:");
  expect(await callTool(search, { text: ".*" })).toBe('No document mentions ".*".');
});

test("a note gets a safe name and overwrites nothing", async () => {
  await using folders = await demoFolders();
  const write = writeNote(folders.notesFolder);

  await callTool(write, { title: "../../Evil: plan", text: "one" });
  await callTool(write, { title: "Evil plan", text: "two" });
  await symlink("/dev/null", join(folders.notesFolder, "evil-plan-3.md"));
  const third = await callTool(write, { title: "evil PLAN!", text: "three" });

  expect(third).toBe('The note "evil PLAN!" is saved as notes/evil-plan-4.md.');
  expect((await readdir(folders.notesFolder)).toSorted()).toEqual([
    "evil-plan-2.md",
    "evil-plan-3.md",
    "evil-plan-4.md",
    "evil-plan.md",
  ]);
  expect(await folders.note("evil-plan.md")).toBe("# ../../Evil: plan\n\none\n");
});

test("a note without a title is called after its first words", async () => {
  await using folders = await demoFolders();

  expect(
    await callTool(writeNote(folders.notesFolder), { text: "call the bank, then the baker and the vet" }),
  ).toContain("notes/call-the-bank-then-the-baker.md");
});

test.for([
  ["Groceries", "groceries"],
  ["Überraschung für Zoë", "uberraschung-fur-zoe"],
  ["日本語のメモ", "日本語のメモ"],
  [".hidden", "hidden"],
  ["a/b\\c\0d", "a-b-c-d"],
  ["x".repeat(200), "x".repeat(60)],
])("the title %s becomes the file name %s", ([title, name]) => {
  expect(noteName(title ?? "")).toBe(name);
});

test("a title without letters is refused in words", () => {
  expect(() => noteName("../..")).toThrow("no letter or digit");
});
