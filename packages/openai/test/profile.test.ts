import { expect, test } from "vitest";
import { OpenAIChat } from "../src/index.ts";
import { profileOf } from "../src/chat/profile.ts";

test.each([
  ["gpt-4o", 2.5, 10, 1.25],
  ["gpt-4o-2024-08-06", 2.5, 10, 1.25],
  ["gpt-4o-2024-05-13", 5, 15, undefined],
  ["gpt-4o-mini", 0.15, 0.6, 0.075],
  ["gpt-4o-mini-2024-07-18", 0.15, 0.6, 0.075],
  ["gpt-4", 30, 60, undefined],
  ["gpt-4-0613", 30, 60, undefined],
  ["gpt-4-turbo-2024-04-09", 10, 30, undefined],
  ["gpt-4.1-nano", 0.1, 0.4, 0.025],
  ["gpt-5", 1.25, 10, 0.125],
  ["gpt-5-mini-2025-08-07", 0.25, 2, 0.025],
  ["o1", 15, 60, 7.5],
  ["o3", 2, 8, 0.5],
  ["o3-mini", 1.1, 4.4, 0.55],
  ["o4-mini", 1.1, 4.4, 0.275],
  ["gpt-3.5-turbo-0125", 0.5, 1.5, undefined],
])("%s costs %s in, %s out and %s cached", (id, ...[input, output, cacheRead]) => {
  const { price } = new OpenAIChat({ id });
  expect(price).toMatchObject({ input, output, asOf: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
  expect(price?.cacheRead).toBe(cacheRead);
});

test.each([
  "gpt-4o-search-preview",
  "gpt-4o-audio-preview",
  "gpt-3.5-turbo-1106",
  "gpt-5-pro",
  "gpt-9",
  "ft:gpt-4o:me",
])("the price of %s is not guessed", (id) => {
  expect(new OpenAIChat({ id }).price).toBeUndefined();
});

test("another server has no price unless one is given", () => {
  const baseURL = "http://localhost:11434/v1";
  const price = { input: 1, output: 2, asOf: "2026-01-01", source: "contract" };
  expect(new OpenAIChat({ id: "gpt-4o", baseURL }).price).toBeUndefined();
  expect(new OpenAIChat({ id: "llama3.1", baseURL, price }).price).toBe(price);
});

test.each([
  ["gpt-3.5-turbo", "system", "text"],
  ["gpt-4-0613", "system", "text"],
  ["gpt-4-turbo", "system", "text,image"],
  ["gpt-4o", "developer", "text,image,file"],
  ["gpt-4o-audio-preview", "developer", "text,audio"],
  ["gpt-4.1-mini", "developer", "text,image,file"],
  ["gpt-5.9-ultra", "developer", "text,image,file"],
  ["o3-mini", "developer", "text"],
  ["something-new", "developer", "text,image,audio,file"],
])("at OpenAI, %s has instructions as %s and takes %s", (id, role, accepts) => {
  const profile = profileOf(id, true);
  expect(profile).toMatchObject({ instructionsRole: role, maxTokensField: "max_completion_tokens", strictApi: true });
  expect(new OpenAIChat({ id }).accepts?.join(",")).toBe(accepts);
});

test("another server is spoken to in the old words, except for reasoning models behind a proxy", () => {
  expect(profileOf("llama3.1", false)).toMatchObject({ instructionsRole: "system", maxTokensField: "max_tokens" });
  expect(profileOf("gpt-5-mini", false)).toMatchObject({
    instructionsRole: "system",
    maxTokensField: "max_completion_tokens",
  });
});

test.each([
  ["gpt-4o", true],
  ["gpt-4o-2024-05-13", false],
  ["gpt-4.1-nano", true],
  ["gpt-5-mini-2025-08-07", true],
  ["o3", true],
  ["gpt-4-turbo", false],
  ["gpt-3.5-turbo", false],
  ["gpt-4o-audio-preview", false],
  ["gpt-9", true],
])("whether %s is held to schemas: %s", (id, isHeld) => {
  expect(new OpenAIChat({ id }).structuredOutput).toBe(isHeld);
});

test("a server of another is not taken to hold answers to schemas, unless told", () => {
  const options = { id: "gpt-4o", baseURL: "http://localhost:11434/v1" };

  expect(new OpenAIChat(options).structuredOutput).toBe(false);
  expect(new OpenAIChat({ ...options, profile: { structuredOutput: true } }).structuredOutput).toBe(true);
});
