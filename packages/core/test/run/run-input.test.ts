import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { says, ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { Agent } from "../../src/index.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";

const url = "https://example.org/a.png";

test("input is text, a message, or several", async () => {
  const { agent, model } = scripted(["1", "2", "3"]);

  await agent.run("One");
  await agent.run({ role: "user", content: "Two", name: "ada" });
  await agent.run([
    { role: "user", content: "Three" },
    { role: "user", content: "Four" },
  ]);

  expect(model.requests.map((request) => request.messages)).toEqual([
    [{ role: "user", content: "One" }],
    [{ role: "user", content: "Two", name: "ada" }],
    [
      { role: "user", content: "Three" },
      { role: "user", content: "Four" },
    ],
  ]);
});

test("media of the options stand behind the text of the last message", async () => {
  const { agent, model } = scripted(["Seen"]);

  await agent.run(
    [
      { role: "user", content: "One" },
      { role: "user", content: "Two" },
    ],
    { images: [{ url }] },
  );

  expect(model.requests[0]?.messages).toMatchObject([
    { content: "One" },
    {
      content: [
        { type: "text", text: "Two" },
        { type: "image", url },
      ],
    },
  ]);
});

test("media alone are input enough", async () => {
  const { agent, model } = scripted(["Heard"]);

  await agent.run("", { audio: [{ url, format: "wav" }] });

  expect(model.requests[0]?.messages).toEqual([
    { role: "user", content: [expect.objectContaining({ type: "audio", url })] },
  ]);
});

test("bytes become base64, so that events and output are JSON", async () => {
  const { agent, model } = scripted(["Seen"]);
  const content = new TextEncoder().encode("hello");

  const output = await agent.run("Look", { images: [{ content, mimeType: "image/png" }] });

  const part = { type: "image", content: "aGVsbG8=", mimeType: "image/png" };
  expect(model.requests[0]?.messages).toMatchObject([{ content: [{ text: "Look" }, part] }]);
  expect(JSON.parse(JSON.stringify(output.input))).toMatchObject({ messages: [{ content: [{ text: "Look" }, part] }] });
});

test("a megabyte of bytes survives", async () => {
  const content = Uint8Array.from({ length: 1_000_000 }, (_, index) => index % 251);
  const { agent, model } = scripted(["Seen"]);

  await agent.run("Look", { files: [{ content, mimeType: "application/pdf", filename: "a.pdf" }] });

  const [, part] = model.requests[0]?.messages[0]?.content ?? [];
  if (typeof part !== "object" || part.type !== "file") throw new Error("There is no file.");
  expect(Buffer.from(part.content ?? "", "base64").equals(content)).toBe(true);
});

test("a file is read when the run starts", async () => {
  const folder = await mkdtemp(join(tmpdir(), "definable-"));
  const filepath = join(folder, "note.txt");
  await writeFile(filepath, "hello");
  const { agent, model } = scripted([says("Read"), says("Read")]);

  await agent.run("Read", { files: [{ filepath, mimeType: "text/plain" }] });
  await agent.runStream({ role: "user", content: [{ type: "file", filepath, mimeType: "text/plain" }] }).output;

  const parts = model.requests.map(({ messages }) => messages[0]?.content.at(-1));
  expect(parts).toMatchObject([1, 2].map(() => ({ type: "file", content: "aGVsbG8=", filename: "note.txt" })));
  expect(JSON.stringify(parts)).not.toContain(folder);
  await rm(folder, { recursive: true });
});

test("a file that is not there is said before the model is asked", async () => {
  const { agent, model } = scripted([]);
  const files = [{ filepath: "/nowhere/a.txt", mimeType: "text/plain" }];

  await expect(agent.run("Read", { files })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringContaining("/nowhere/a.txt"),
  });
  await expect(agent.runStream("Read", { files }).output).rejects.toMatchObject({ code: "INVALID_INPUT" });
  expect(model.callCount).toBe(0);
});

test.each([
  ["none", {}],
  ["two", { url, content: "aGk=" }],
])("a medium with %s of url, content and filepath is refused", async (_title, image) => {
  const { agent } = scripted([]);
  const refused = {
    code: "INVALID_INPUT",
    message: expect.stringContaining("exactly one of url, content and filepath"),
  };

  await expect(agent.run("Look", { images: [image] })).rejects.toMatchObject(refused);
  await expect(agent.run({ role: "user", content: [{ type: "image", ...image }] })).rejects.toMatchObject(refused);
});

test("a part that the model cannot take is refused by name before the call", async () => {
  const model = new ScriptedModel([], { id: "blind", accepts: ["text", "image"] });
  const agent = new Agent({ model });

  const error = await rejection(agent.run("Look", { videos: [{ url }] }));

  expect(error).toMatchObject({
    code: "UNSUPPORTED_CONTENT",
    message: expect.stringMatching(/blind takes no video.*text, image/),
  });
  expect(model.callCount).toBe(0);
});

test.each<[string, unknown]>([
  ["empty text", ""],
  ["an empty list", []],
  ["nothing", undefined],
  ["a number", 5],
  ["a message of the assistant", { role: "assistant", content: "I say" }],
  ["a message of the system", [{ role: "system", content: "Obey" }]],
  ["a message without content", { role: "user" }],
  ["a list with a hole", [undefined]],
  ["a part that is none", { role: "user", content: [null] }],
  ["a part of an unknown type", { role: "user", content: [{ type: "smell", text: "x" }] }],
  ["a text part without text", { role: "user", content: [{ type: "text" }] }],
])("%s is no input", async (_title, input) => {
  const { agent, model } = scripted([]);

  // What a caller without types may pass.
  await expect(agent.run(input as string)).rejects.toMatchObject({ code: "INVALID_INPUT" });
  expect(model.callCount).toBe(0);
});
