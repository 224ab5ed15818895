import { execFileSync } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { insideFolder } from "../src/files/inside-folder.ts";
import { readText } from "../src/files/read-text.ts";
import { searchText } from "../src/files/search-text.ts";
import { walkFolder } from "../src/files/walk-folder.ts";
import { demoFolders } from "./support/demo-folders.ts";

const { signal } = new AbortController();

test.for([
  "../secret.txt",
  "guides/../../secret.txt",
  "..",
  "guides/..",
  "..\\secret.txt",
  "/etc/passwd",
  "C:\\secret.txt",
  "\\\\server\\share",
  "secret.txt\0.md",
  "%2e%2e/secret.txt",
  "..%2fsecret.txt",
  "%2e%2e%2fsecret.txt",
  "．．/secret.txt",
  "....//secret.txt",
  ".env",
  "guides/.env",
  "node_modules/left-pad/index.js",
  "link-out/secret.txt",
  "link-to-secret.txt",
  "link-to-hidden.txt",
  "x".repeat(600),
])("%s is refused", async (path) => {
  await using folders = await demoFolders();
  await writeFile(join(folders.parent, "secret.txt"), "the secret");
  await writeFile(join(folders.folder, ".env"), "the secret");
  await symlink(folders.parent, join(folders.folder, "link-out"));
  await symlink("../secret.txt", join(folders.folder, "link-to-secret.txt"));
  await symlink(".env", join(folders.folder, "link-to-hidden.txt"));

  const error = await insideFolder(folders.folder, path).catch((reason: unknown) => String(reason));

  expect(error).toMatch(/^Error: /);
  expect(error).not.toContain(folders.parent);
});

test("what is inside is found, also through a link that stays inside", async () => {
  await using folders = await demoFolders();
  await symlink("guides/tools.md", join(folders.folder, "same.md"));

  expect(await insideFolder(folders.folder, "guides/tools.md")).toBe(join(folders.folder, "guides", "tools.md"));
  expect(await insideFolder(folders.folder, "./same.md")).toBe(join(folders.folder, "guides", "tools.md"));
});

test("a folder beside it whose name begins alike is outside", async () => {
  await using folders = await demoFolders();
  await mkdir(`${folders.folder}-private`);
  await writeFile(`${folders.folder}-private/secret.txt`, "the secret");
  await symlink("../docs-private", join(folders.folder, "near"));

  await expect(insideFolder(folders.folder, "near/secret.txt")).rejects.toThrow("leads out of the folder");
});

test("lists and searches follow no link and see nothing hidden", async () => {
  await using folders = await demoFolders();
  await writeFile(join(folders.parent, "secret.txt"), "the secret");
  await writeFile(join(folders.folder, ".secret.md"), "the secret");
  await symlink(folders.parent, join(folders.folder, "loop"));
  await symlink("../secret.txt", join(folders.folder, "out.txt"));

  expect(await walkFolder(folders.folder, signal)).toEqual([
    "architecture.md",
    "errors.md",
    "events.md",
    "guides/tools.md",
    "hostile.md",
  ]);
  expect(await searchText(folders.folder, ["secret"], signal)).toEqual({ hits: [], total: 0, files: 0 });
});

test("a pipe, a folder, a binary file and a file above 1 MB are no text", async () => {
  await using folders = await demoFolders();
  execFileSync("mkfifo", [join(folders.folder, "pipe")]);
  await writeFile(join(folders.folder, "image.bin"), Buffer.from([1, 0, 2]));
  await writeFile(join(folders.folder, "large.txt"), "x".repeat(1_000_001));

  const texts = ["pipe", "guides", "image.bin", "large.txt"].map((name) => readText(join(folders.folder, name)));

  expect(await Promise.all(texts)).toEqual([undefined, undefined, undefined, undefined]);
});
