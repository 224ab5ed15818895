import type { File, LayerScope } from "@definable/spec";
import { expect, test } from "vitest";
import { textReader } from "../../src/readers.ts";
import { rejection } from "../support/rejection.ts";

const scope: LayerScope = { sessionId: "s", runId: "r", signal: new AbortController().signal };
const fileOf = (bytes: string | readonly number[], more: Partial<File> = {}): File => ({
  content: typeof bytes === "string" ? btoa(bytes) : btoa(String.fromCharCode(...bytes)),
  mimeType: "text/plain",
  filename: "a.txt",
  ...more,
});

const kinds: readonly (readonly [File, boolean])[] = [
  [{ mimeType: "text/csv" }, true],
  [{ mimeType: "Text/Markdown; charset=utf-8" }, true],
  [{ mimeType: "application/json" }, true],
  [{ mimeType: "application/ld+json" }, true],
  [{ mimeType: "application/pdf", filename: "a.txt" }, false],
  [{ mimeType: "application/octet-stream", filename: "a.md" }, true],
  [{ filename: "notes.MD" }, true],
  [{ filename: "a.docx" }, false],
  [{}, false],
  [{ url: "https://example.org/a.txt" }, false],
];

test.each(kinds)("of %o it says whether it knows it", (file, known) => {
  expect(textReader().canRead(file)).toBe(known);
});

const texts: readonly (readonly [string, readonly number[], string])[] = [
  ["UTF-8", [0xc3, 0xa4], "ä"],
  ["UTF-8 with its mark", [0xef, 0xbb, 0xbf, 0x61], "a"],
  ["UTF-16, little end first", [0xff, 0xfe, 0xe4, 0x00], "ä"],
  ["UTF-16, big end first", [0xfe, 0xff, 0x00, 0xe4], "ä"],
  ["nothing", [], ""],
];

test.each(texts)("%s is read", async (_name, bytes, text) => {
  expect(await textReader().read(fileOf(bytes), scope)).toEqual({ filename: "a.txt", text });
});

const refused: readonly (readonly [string, File, RegExp])[] = [
  ["bytes that are no UTF-8", fileOf([0x61, 0xff]), /"a\.txt" is not valid UTF-8/],
  ["half a pair of UTF-16", fileOf([0xff, 0xfe, 0x00, 0xd8]), /not valid UTF-16LE/],
  ["bytes of a program", fileOf([0x61, 0x00, 0x62]), /holds NUL/],
  ["what is not base64", { content: "%%%", mimeType: "text/plain" }, /not base64/],
  ["too much", fileOf("x".repeat(2_000)), /more than 1000 bytes/],
  ["a path that nobody has read", { filepath: "/etc/passwd", mimeType: "text/plain" }, /"passwd" has no content/],
  ["an address", { url: "https://example.org/a.txt" }, /may not be fetched/],
];

test.each(refused)("%s is refused in words", async (_name, file, words) => {
  const error = await rejection(textReader({ maxBytes: 1_000 }).read(file, scope));

  expect(error).toMatchObject({ code: "INVALID_INPUT", message: expect.stringMatching(words) });
});

test("JSON stays as it is, or is indented when asked for; CSV never changes", async () => {
  const json = fileOf('{"a":[1]}', { mimeType: "application/json" });
  const pretty = textReader({ prettyJson: true });

  expect((await textReader().read(json, scope)).text).toBe('{"a":[1]}');
  expect((await pretty.read(json, scope)).text).toBe('{\n  "a": [\n    1\n  ]\n}');
  expect((await pretty.read(fileOf("{", { mimeType: "application/json" }), scope)).text).toBe("{");
  expect((await pretty.read(fileOf("a,b\r\n1,2", { mimeType: "text/csv" }), scope)).text).toBe("a,b\r\n1,2");
});

test("an address is taken only where the option says so, and by https alone", () => {
  const reader = textReader({ allowUrl: ({ host }) => host === "docs.example.org" });
  const canRead = (url: string): boolean => reader.canRead({ url });

  expect(canRead("https://docs.example.org/a.txt")).toBe(true);
  expect(canRead("http://docs.example.org/a.txt")).toBe(false);
  expect(canRead("https://elsewhere.example.org/a.txt")).toBe(false);
});
