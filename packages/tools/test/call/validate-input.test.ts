import type { JsonObject, StandardSchema, Tool } from "@definable/spec";
import { expect, test } from "vitest";
import { z } from "zod";
import { tool, validateInput } from "../../src/index.ts";

const toolOf = (inputSchema: StandardSchema): Tool =>
  tool({ name: "book", description: "Books.", inputSchema, execute: () => "" });

test("arguments that fit give the input, at once and not as a promise", () => {
  const book = toolOf(z.object({ city: z.string(), nights: z.int().default(1) }));
  expect(validateInput(book, { city: "Rome" })).toEqual({ ok: true, value: { city: "Rome", nights: 1 } });
});

test("each issue names the path, what is expected and what came", () => {
  const book = toolOf(
    z.object({ city: z.string(), guests: z.array(z.object({ age: z.int() })), pay: z.enum(["cash"]) }),
  );
  expect(validateInput(book, { town: "Rome", guests: [{ age: 3 }, { age: "four" }], pay: "gold" })).toEqual({
    ok: false,
    error: [
      'The arguments do not fit the schema of "book":',
      "- city: Invalid input: expected string, received undefined; it is missing (got only town, guests, pay)",
      '- guests[1].age: Invalid input: expected number, received string; got "four"',
      '- pay: Invalid input: expected "cash"; got "gold"',
      "The tool did not run. Call it again with arguments that fit.",
    ].join("\n"),
  });
});

test("where the library does not say what is expected, the schema does", () => {
  const book = toolOf(z.object({ room: z.union([z.string(), z.number()]) }));
  expect(validateInput(book, { room: [] })).toMatchObject({
    error: expect.stringContaining('- room: Invalid input (expected {"type":["string","number"]}); got []'),
  });
});

test("arguments are too many, too long or too deep without the message growing", () => {
  const book = toolOf(z.record(z.string(), z.int()));
  const many = Object.fromEntries(
    Array.from({ length: 500 }, (_, index) => [`${index}${"k".repeat(500)}`, "v".repeat(10_000)]),
  );
  const validated = validateInput(book, many);
  expect(validated).toMatchObject({ ok: false, error: expect.stringContaining("- and 495 more") });
  expect(JSON.stringify(validated).length).toBeLessThan(3_500);
});

test("a text is never cut in the middle of a character", () => {
  const book = toolOf(z.object({ nights: z.number(), guests: z.number() }));
  const faces = "\u{1F600}".repeat(100);
  const validated = validateInput(book, { nights: faces, guests: `a${faces}` });
  expect(validated).toMatchObject({ ok: false, error: expect.stringContaining("...") });
  // encodeURIComponent throws at half a character.
  expect(() => encodeURIComponent(JSON.parse(JSON.stringify(validated)).error)).not.toThrow();
});

test("an unexpected key is said when the schema is strict", () => {
  const book = toolOf(z.strictObject({ city: z.string() }));
  expect(validateInput(book, { city: "Rome", stars: 5 })).toMatchObject({
    error: expect.stringContaining('- Unrecognized key: "stars"'),
  });
});

test("an asynchronous schema is waited for", async () => {
  const isFree = async (city: string): Promise<boolean> => city === "Rome";
  const book = toolOf(z.object({ city: z.string().refine(isFree, "must be free") }));
  const free = validateInput(book, { city: "Rome" });
  expect(free).toBeInstanceOf(Promise);
  expect(await free).toEqual({ ok: true, value: { city: "Rome" } });
  expect(await validateInput(book, { city: "Oslo" })).toMatchObject({
    error: expect.stringContaining('- city: must be free; got "Oslo"'),
  });
});

const homemade = (validate: (value: unknown) => unknown): Tool => ({
  ...toolOf(z.object({})),
  // The point is a schema that breaks its word.
  inputSchema: { "~standard": { version: 1, vendor: "homemade", validate } } as StandardSchema,
});

test.each<[string, (value: unknown) => unknown]>([
  [
    "throws",
    () => {
      throw new Error("no database");
    },
  ],
  ["rejects", () => Promise.reject(new Error("no database"))],
  ["gives nothing", () => undefined],
  ["promises nothing", () => Promise.resolve()],
  ["gives issues that are none", () => ({ issues: 7 })],
])("a schema that %s makes the arguments wrong, not the run", async (_what, validate) => {
  const args: JsonObject = { city: "Rome" };
  expect(await validateInput(homemade(validate), args)).toMatchObject({
    ok: false,
    error: expect.stringMatching(/^The arguments of "book" could not be checked: /),
  });
});
