import { Agent } from "@definable/core";
import { serve } from "@definable/runtime";
import { ConfigError } from "@definable/spec";
import { ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { door } from "../support/door.ts";
import { LogBook } from "../support/log-book.ts";

const quiet = { handleSignals: false, logger: new LogBook() };
const agent = (): Agent => new Agent({ model: new ScriptedModel([]), logger: new LogBook() });

test("given two interfaces, when served and closed, then they open in order and close in reverse", async () => {
  const diary: string[] = [];
  const handle = await serve(agent(), door("telegram", { diary }), door("discord", { diary }), quiet);

  await handle.close();

  expect(handle.url).toBeUndefined();
  expect(diary).toEqual([
    "telegram opens",
    "discord opens",
    "telegram takes nothing new",
    "discord takes nothing new",
    "discord closes",
    "telegram closes",
  ]);
});

test("given an interface that cannot start, when served, then it is named, its secret is not, and the others close", async () => {
  const diary: string[] = [];
  const broken = door("discord", { fails: new Error("401 for token s3cret") });

  const error = await serve(agent(), door("telegram", { diary }), broken, quiet).catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({ code: "INVALID_CONFIG", message: expect.stringContaining('interface "discord"') });
  expect(String(error)).not.toContain("s3cret");
  expect(diary.at(-1)).toBe("telegram closes");
});

test("given an interface that says what is missing, when served, then its words and code stand", async () => {
  const fails = new ConfigError("PACKAGE_MISSING", "telegram() needs grammy. Install it: npm install grammy");

  await expect(serve(agent(), door("telegram", { fails }), quiet)).rejects.toMatchObject({
    code: "PACKAGE_MISSING",
    message: expect.stringContaining("npm install grammy"),
  });
});

test("given an interface that cannot close, when closed, then the rest closes and the log names it", async () => {
  const diary: string[] = [];
  const logger = new LogBook();
  const stuck = {
    ...door("discord"),
    start: () => Promise.resolve({ [Symbol.asyncDispose]: () => Promise.reject(new Error("token s3cret")) }),
  };
  const handle = await serve(agent(), door("telegram", { diary }), stuck, { handleSignals: false, logger });

  await handle.close();

  expect(diary.at(-1)).toBe("telegram closes");
  expect(logger.lines).toContain('error Closing the interface "discord" failed: INTERNAL.');
});
