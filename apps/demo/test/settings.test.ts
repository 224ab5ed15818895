import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { chooseModel } from "../src/choose-model.ts";
import { readSettings } from "../src/settings.ts";

const repository = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

test("with an empty environment the demo serves this repository's docs on port 8000", () => {
  expect(readSettings({})).toEqual({
    port: 8000,
    folder: join(repository, "docs"),
    notesFolder: join(repository, "notes"),
  });
});

test("paths are meant from where the command was typed", () => {
  const settings = readSettings({
    INIT_CWD: "/home/ann",
    DEFINABLE_FOLDER: "papers",
    DEFINABLE_NOTES: "/tmp/notes",
    PORT: " 9000 ",
  });

  expect(settings).toEqual({ port: 9000, folder: "/home/ann/papers", notesFolder: "/tmp/notes" });
});

test.for(["abc", "-1", "65536", "80.5", "0x50", "1e3"])("PORT=%s is refused by name", (PORT) => {
  expect(() => readSettings({ PORT })).toThrow(`PORT is "${PORT}"`);
});

test("without a key the offline stand-in answers and says what it is", async () => {
  const { isOffline, name, about } = await chooseModel({ OPENAI_API_KEY: "  " });

  expect(isOffline).toBe(true);
  expect(`${name} ${about}`).toContain("no language model");
});

test.for<readonly [string, Record<string, string>, string]>([
  ["a key", { OPENAI_API_KEY: "sk-test" }, "gpt-4o-mini"],
  ["a key and a model", { OPENAI_API_KEY: "sk-test", DEFINABLE_MODEL: "openai/gpt-4o" }, "gpt-4o"],
  [
    "a server of one's own",
    { OPENAI_BASE_URL: "http://localhost:11434/v1", DEFINABLE_MODEL: "qwen/qwen3" },
    "qwen/qwen3",
  ],
])("with %s a model of the OpenAI kind answers", async ([, environment, id]) => {
  const { model, isOffline } = await chooseModel(environment);

  expect(isOffline).toBe(false);
  expect(model).toMatchObject({ provider: "openai", id });
});

test("another provider's model is left to the agent, and `offline` wins over a key", async () => {
  expect((await chooseModel({ OPENAI_API_KEY: "sk-test", DEFINABLE_MODEL: "anthropic/claude" })).model).toBe(
    "anthropic/claude",
  );
  expect((await chooseModel({ OPENAI_API_KEY: "sk-test", DEFINABLE_MODEL: "offline" })).isOffline).toBe(true);
});

test("a key is in nothing that is shown", async () => {
  const { name, about } = await chooseModel({
    OPENAI_API_KEY: "sk-canary",
    OPENAI_BASE_URL: "http://user:canary@localhost:1/v1",
  });

  expect(basename(name) + about).not.toContain("canary");
});
