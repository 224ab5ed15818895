import { call, calls } from "@definable/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import { RunOutput, tool } from "../../src/index.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";

/** A tool that books a table: the model chooses the place, a person says when and for how many. */
function booking(more: { userInputFields?: string[]; requiresConfirmation?: boolean } = {}) {
  const booked: unknown[] = [];
  const book = tool({
    name: "book",
    description: "Books a table.",
    inputSchema: z.object({ place: z.string(), time: z.string(), guests: z.int().min(1) }),
    requiresUserInput: true,
    userInputFields: ["time", "guests"],
    ...more,
    execute: (input) => {
      booked.push(input);
      return "booked";
    },
  });
  return { book, booked };
}

const ask = calls(call("book", { place: "Chez Ada", time: "the model guesses" }));

test("fields that a person fills in are hidden from the model, and a form can be made of them", async () => {
  const { book } = booking();
  const { agent, model } = scripted([ask], { tools: [book] });

  const paused = await agent.run("A table, please");

  expect(model.requests[0]?.tools[0]?.parameters).toMatchObject({
    properties: { place: { type: "string" } },
    required: ["place"],
  });
  expect(Object.keys(model.requests[0]?.tools[0]?.parameters["properties"] ?? {})).toEqual(["place"]);
  expect(paused.requirements).toMatchObject([
    {
      kind: "userInput",
      needsUserInput: true,
      toolExecution: { toolArgs: { place: "Chez Ada" }, requiresUserInput: true },
      userInputSchema: {
        properties: { time: { type: "string" }, guests: { type: "integer" } },
        required: ["time", "guests"],
      },
    },
  ]);
});

test("the tool gets what the model and the person said, and never what the model guessed", async () => {
  const { book, booked } = booking();
  const { agent } = scripted([ask, "Booked"], { tools: [book] });
  const paused = await agent.run("A table, please");
  paused.requirements[0]?.provideInput({ time: "20:00", guests: 2 });

  const output = await agent.continueRun(paused);

  expect(booked).toEqual([{ place: "Chez Ada", time: "20:00", guests: 2 }]);
  expect(output.tools).toMatchObject([{ status: "completed", requiresUserInput: true, confirmed: true }]);
  expect(output.content).toBe("Booked");
});

test("the same from its JSON in another process", async () => {
  const { book, booked } = booking();
  const paused = await scripted([ask], { tools: [book] }).agent.run("A table, please");
  const run = RunOutput.fromJSON(JSON.stringify(paused));
  run.requirements[0]?.provideInput({ time: "21:00", guests: 3 });

  await scripted(["Booked"], { tools: [book] }).agent.continueRun(JSON.stringify(run));

  expect(booked).toEqual([{ place: "Chez Ada", time: "21:00", guests: 3 }]);
});

test("values that do not fit, or that nobody asked for, are refused and lose nothing", async () => {
  const { book, booked } = booking();
  const { agent } = scripted([ask, "Booked"], { tools: [book] });
  const paused = await agent.run("A table, please");
  const requirementId = paused.requirements[0]?.id ?? "";
  const give = (values: { [field: string]: string | number }) =>
    agent.continueRun(paused.runId, { decisions: [{ requirementId, action: "provideInput", values }] });

  expect(await rejection(give({ time: "20:00", guests: 0 }))).toMatchObject({
    code: "INVALID_DECISION",
    message: expect.stringContaining("guests"),
  });
  expect(await rejection(give({ time: "20:00", guests: 1, place: "Elsewhere" }))).toMatchObject({
    code: "INVALID_DECISION",
    message: expect.stringContaining('"place"'),
  });
  expect((await give({ time: "20:00", guests: 1 })).content).toBe("Booked");
  expect(booked).toHaveLength(1);
});

test("what the model itself sent wrong goes back to it, and nobody is asked", async () => {
  const { book } = booking();
  const { agent } = scripted([calls(call("book", { place: 5 })), "Sorry"], { tools: [book] });

  const output = await agent.run("A table, please");

  expect(output.status).toBe("COMPLETED");
  expect(output.tools).toMatchObject([{ status: "failed", errorCode: "TOOL_INPUT_INVALID" }]);
  expect(output.tools[0]?.result).toMatch(/place/);
  expect(output.tools[0]?.result).not.toMatch(/guests/);
});

test("a person may refuse instead", async () => {
  const { book, booked } = booking();
  const { agent } = scripted([ask, "Not booked"], { tools: [book] });
  const paused = await agent.run("A table, please");
  paused.requirements[0]?.reject("Not hungry");

  const output = await agent.continueRun(paused);

  expect(output.tools).toMatchObject([{ status: "denied", result: expect.stringContaining("Not hungry") }]);
  expect(booked).toEqual([]);
});

test("without userInputFields a person fills in everything", async () => {
  const inputSchema = z.object({ street: z.string(), city: z.string() });
  const options = { name: "address", description: "Asks for the address.", inputSchema, requiresUserInput: true };
  const address = tool({ ...options, execute: ({ city }) => city });
  const { agent } = scripted([calls(call("address"))], { tools: [address] });

  const paused = await agent.run("Go");

  expect(address.parameters["properties"]).toEqual({});
  expect(Object.keys(paused.requirements[0]?.userInputSchema?.["properties"] ?? {})).toEqual(["street", "city"]);
});

test("a field that the schema does not have is refused when the tool is made", () => {
  expect(() => booking({ userInputFields: ["date"] })).toThrow(/asks a person for "date".*It has: place, time, guests/);
});

test("a tool waits for one thing only", () => {
  expect(() => booking({ requiresConfirmation: true })).toThrow(/requiresConfirmation and requiresUserInput/);
});
