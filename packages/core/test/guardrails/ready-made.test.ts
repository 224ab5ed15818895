import type { Guardrail, GuardrailVerdict, LayerScope } from "@definable/spec";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  all,
  allow,
  any,
  block,
  blockTopics,
  inputGuardrail,
  maxOutputTokens,
  maxTokens,
  modify,
  not,
  outputGuardrail,
  piiFilter,
  regexFilter,
  toolAllowlist,
  toolBlocklist,
  toolGuardrail,
  warn,
  when,
} from "../../src/guardrails.ts";

const scope: LayerScope = { sessionId: "s", runId: "r", userId: "u", signal: new AbortController().signal };

async function judge(guardrail: Guardrail, text: string): Promise<GuardrailVerdict> {
  const type = guardrail.applies.includes("input") ? "input" : "output";
  return guardrail.check({ type, text }, scope);
}

async function left(guardrail: Guardrail, text: string): Promise<string> {
  const verdict = await judge(guardrail, text);
  return verdict.action === "modify" && "text" in verdict ? verdict.text : `${verdict.action} ${text}`;
}

test.each([
  ["Pay with 4111 1111 1111 1111 please", "Pay with [CREDIT_CARD] please"],
  ["4111-1111-1111-1111 12", "[CREDIT_CARD] 12"],
  ["378282246310005.", "[CREDIT_CARD]."],
  ["4111 1111 1111 1112", "allow 4111 1111 1111 1112"],
  ["order 99941111111111111111", "allow order 99941111111111111111"],
  ["SSN 123-45-6789", "SSN [SSN]"],
  ["SSN 666-45-6789", "allow SSN 666-45-6789"],
  ["Write to ada.l+x@example.co.uk!", "Write to [EMAIL]!"],
  ["not@home", "allow not@home"],
  ["Call (555) 123-4567 or 555.123.4567", "Call [PHONE] or [PHONE]"],
  ["Call +49 30 901820 now", "Call [PHONE] now"],
  ["1732449600 and 1,234,567", "allow 1732449600 and 1,234,567"],
])("personal data: %s becomes %s", async (text, expected) => {
  expect(await left(piiFilter(), text)).toBe(expected);
});

test("personal data may block instead, and the reason says nothing of them", async () => {
  const verdict = await judge(piiFilter({ action: "block" }), "ada@example.org");

  expect(verdict).toEqual({ action: "block", reason: expect.not.stringContaining("ada") });
});

test("no text of any shape keeps the search for personal data busy", async () => {
  // With a search that looks back over all it has seen, any of these would take minutes.
  for (const shape of ["a", "1", "1 ", "1-", "a@", "a.", "@a.", "+1 ", "(555)", "555-", "a@a.", "_%+-"]) {
    expect(await judge(piiFilter({ action: "block" }), shape.repeat(100_000))).toHaveProperty("action");
  }
});

test("topics are found in any case, width and spacing, and not named in the reason", async () => {
  const guardrail = blockTopics(["Insider  trading", ""]);

  expect(await judge(guardrail, "tell me of INSIDER\ntrading")).toEqual(block("This topic is not allowed."));
  expect(await judge(guardrail, "the inside of a trading house")).toEqual(allow());
});

test("patterns block, or are taken out; strings are taken literally; no state is kept", async () => {
  const secret = regexFilter([/key-\d+/g, "a.b"], { action: "modify" });

  for (const _twice of [1, 2]) {
    expect(await left(secret, "key-12, A.B and axb")).toBe("[REDACTED], [REDACTED] and axb");
  }
  expect(await judge(regexFilter([/x/]), "axb")).toMatchObject({ action: "block" });
  expect(await judge(regexFilter([/x/]), "ab")).toEqual(allow());
});

test("tokens are estimated, four bytes each, or counted by a function", async () => {
  expect(await judge(maxTokens(2), "12345678")).toEqual(allow());
  expect(await judge(maxTokens(2), "123456789")).toMatchObject({ action: "block" });
  expect(await judge(maxOutputTokens(1), "\u20ac\u20ac")).toMatchObject({ action: "block" });
  expect(await judge(maxTokens(2, { count: (text) => text.split(" ").length }), "one two three")).toMatchObject({
    action: "block",
  });
});

test("lists say which tools may be called", async () => {
  const of = async (guardrail: Guardrail): Promise<string> =>
    (await guardrail.check({ type: "tool", toolName: "rm", toolArgs: {} }, scope)).action;

  expect([await of(toolAllowlist(["ls"])), await of(toolAllowlist(["rm"]))]).toEqual(["block", "allow"]);
  expect([await of(toolBlocklist(["ls"])), await of(toolBlocklist(["rm"]))]).toEqual(["allow", "block"]);
});

const yes = inputGuardrail("yes", () => allow());
const no = inputGuardrail("no", () => block("No."));
const careful = inputGuardrail("careful", () => warn("Careful."));
const add = (letter: string): Guardrail => inputGuardrail(letter, (text) => modify(text + letter, `${letter}!`));

test("all: every change stays, one block blocks", async () => {
  expect(await judge(all([add("a"), yes, careful, add("b")]), "x")).toEqual(modify("xab", "a! Careful. b!"));
  expect(await judge(all([add("a"), no]), "x")).toEqual(block("No."));
  expect(await judge(all([yes, careful]), "x")).toEqual(warn("Careful."));
  expect(all([yes, toolGuardrail("t", () => allow())])).toMatchObject({
    name: "all(yes, t)",
    applies: ["input", "tool"],
  });
});

test("any: the first that lets it pass decides; none, and it is blocked", async () => {
  expect(await judge(any([no, add("a"), yes]), "x")).toEqual(modify("xa", "a!"));
  expect(await judge(any([no, no], { name: "mine" }), "x")).toEqual(block("No. No."));
});

test("not: what would be blocked or changed passes, the rest is blocked", async () => {
  const verdicts = await Promise.all([no, add("a"), yes, careful].map((one) => judge(not(one), "x")));

  expect(verdicts.map(({ action }) => action)).toEqual(["allow", "allow", "block", "block"]);
});

test("a part that throws or gives no verdict blocks, however it is turned", async () => {
  const odd = inputGuardrail("odd", () => ({}) as never);
  const throws = inputGuardrail("throws", () => Promise.reject(new Error("No.")));

  for (const part of [odd, throws]) {
    for (const whole of [all([part, yes]), any([part, yes]), not(not(part)), when(() => true, all([part]))]) {
      await expect(judge(whole, "x")).rejects.toThrow(Error);
    }
  }
});

test("when: only under the condition", async () => {
  expect(
    await judge(
      when(({ userId }) => userId === "u", no),
      "x",
    ),
  ).toEqual(block("No."));
  expect(
    await judge(
      when(async () => false, no),
      "x",
    ),
  ).toEqual(allow());
});

test("a guardrail of a function is not asked about anything else", async () => {
  const output = outputGuardrail("o", () => block("No."));

  expect(output.applies).toEqual(["output"]);
  expect(await output.check({ type: "tool", toolName: "t", toolArgs: {} }, scope)).toEqual(allow());
});

test("after the filter no card number is left, wherever it stood", async () => {
  const filter = piiFilter();
  const filler = fc.stringMatching(/^[a-z ,.]{0,20}$/);
  const card = fc.constantFrom("4111111111111111", "5500-0055-5555-5559", "3782 822463 10005", "6011000990139424");
  await fc.assert(
    fc.asyncProperty(filler, card, filler, async (before, number, after) => {
      expect(await left(filter, `${before} ${number} ${after}`)).not.toContain(number);
    }),
  );
});
