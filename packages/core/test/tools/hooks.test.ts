import { call, calls } from "@definable/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import { tool } from "../../src/index.ts";
import type { Tool } from "../../src/index.ts";
import type { ToolBehaviour } from "@definable/spec";
import { story } from "../support/flow.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";

const inputSchema = z.object({ text: z.string() });
const ask = calls(call("say", { text: "hi" }));

type Input = { readonly text: string };

function say(
  more: ToolBehaviour<Input>,
  execute: (input: Input) => unknown = ({ text }) => text,
): Tool<Input, unknown, unknown> {
  return tool({ name: "say", description: "Says it.", inputSchema, ...more, execute });
}

test("hooks before and after a tool are told, inside its call", async () => {
  const heard: unknown[] = [];
  const preHook = ({ input }: { input: { text: string } }): void => void heard.push(input.text);
  const postHook = ({ result }: { result?: unknown }): void => void heard.push(result);
  const { agent } = scripted([ask, "Done"], { tools: [say({ preHook, postHook })] });

  const output = await agent.run("Go");

  expect(heard).toEqual(["hi", "hi"]);
  expect(story(output.events).filter((line) => line.includes("Hook") || line.startsWith("ToolCall"))).toEqual([
    "ToolCallStarted say",
    "PreHookStarted",
    "PreHookCompleted",
    "PostHookStarted",
    "PostHookCompleted",
    "ToolCallCompleted say",
  ]);
});

test("a hook before the tool that throws blocks the call, and the model reads why", async () => {
  const ran: string[] = [];
  const preHook = (): void => {
    throw new Error("Not on Sundays");
  };
  const blocked = say({ preHook }, ({ text }) => ran.push(text));
  const { agent, model } = scripted([ask, "Pity"], { tools: [blocked] });

  const output = await agent.run("Go");

  expect(ran).toEqual([]);
  expect(model.requests[1]?.messages.at(-1)).toMatchObject({ content: "Not on Sundays", isError: true });
  expect(output.tools).toMatchObject([{ status: "failed" }]);
});

test("a hook after the tool hears of a failure, and what it throws changes nothing", async () => {
  const heard: unknown[] = [];
  const postHook = ({ error }: { readonly error?: unknown }): void => {
    heard.push(error);
    throw new Error("the hook too");
  };
  const failing = say({ postHook }, () => {
    throw new Error("no voice");
  });
  const { agent } = scripted([ask, "Pity"], { tools: [failing] });

  const output = await agent.run("Go");

  expect(heard).toMatchObject([{ message: "no voice" }]);
  expect(output.tools).toMatchObject([{ result: "no voice", status: "failed" }]);
  expect(output.events.find(({ event }) => event === "PostHookCompleted")).toMatchObject({ error: "the hook too" });
});

test("hooks around a tool change what it gives, the first outermost", async () => {
  const wrap = (mark: string) => async (_call: unknown, next: () => Promise<unknown>) =>
    `${mark}${String(await next())}${mark}`;
  const { agent } = scripted([ask, "Done"], { tools: [say({ hooks: [wrap("a"), wrap("b")] })] });

  expect((await agent.run("Go")).tools).toMatchObject([{ result: "abhiba" }]);
});

test("a cancel in a hook ends the hook with the call", async () => {
  const began = Promise.withResolvers<void>();
  const slow = say({
    preHook: () => {
      began.resolve();
      return new Promise<void>(() => undefined);
    },
  });
  const { agent } = scripted([ask], { tools: [slow] });
  const controller = new AbortController();
  const run = rejection(agent.run("Go", { signal: controller.signal }));
  await began.promise;

  controller.abort();

  expect(await run).toMatchObject({ output: { tools: [{ status: "cancelled" }] } });
});
