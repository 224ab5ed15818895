import { expect, test } from "vitest";
import { z } from "zod";
import type { JsonObject, Tool } from "@definable/spec";
import { planCalls, tool } from "../../src/index.ts";
import type { PlannedCall } from "../../src/index.ts";

const inputSchema = z.object({ list: z.array(z.unknown()).optional() });
type Input = z.infer<typeof inputSchema>;

function toolWith(look: Pick<Partial<Tool<Input>>, "requiresConfirmation">): Tool {
  return tool({ name: "does", description: "Does it.", inputSchema, ...look, execute: () => "done" });
}

async function plan(made: Tool, args: JsonObject): Promise<PlannedCall | undefined> {
  const calls = [{ id: "a", name: "does", arguments: JSON.stringify(args) }];
  const [first] = await planCalls(calls, new Map([["does", made]]));
  return first;
}

test("a person is asked about once, also when the question takes time", async () => {
  let asked = 0;
  const requiresConfirmation = async (): Promise<boolean> => {
    asked += 1;
    return true;
  };

  expect(await plan(toolWith({ requiresConfirmation }), {})).toMatchObject({ needs: "confirmation" });
  expect(asked).toBe(1);
});

test("a question that fails refuses the call, and nothing is left unhandled", async () => {
  const made = toolWith({ requiresConfirmation: () => Promise.reject(new Error("nobody is there")) });

  const planned = await plan(made, {});
  await new Promise((resolve) => setImmediate(resolve));

  expect(planned?.refusal).toMatchObject({ code: "TOOL_INPUT_INVALID" });
  expect(planned?.refusal?.text).toContain("nobody is there");
});

test("what is done to the input does not change what is told of the arguments", async () => {
  const args = { list: [{ deep: [1] }] };
  const requiresConfirmation = ({ list = [] }: Input): boolean => {
    Object.assign(Object(list[0]), { deep: "changed" });
    list.push("more");
    return false;
  };

  const planned = await plan(toolWith({ requiresConfirmation }), args);

  expect(planned?.input).toEqual({ list: [{ deep: "changed" }, "more"] });
  expect(planned?.args).toEqual(args);
});

test("a schema that gives back what it was given shares nothing with what is told", async () => {
  const schema = {
    "~standard": {
      ...inputSchema["~standard"],
      validate: (value: unknown) => ({ value: value as object }),
    },
  };
  const made = tool({ name: "does", description: "Does it.", inputSchema: schema, execute: () => "done" });
  const planned = await plan(made, { flat: 1 });

  Object.assign(Object(planned?.input), { flat: 2 });

  expect(planned?.args).toEqual({ flat: 1 });
});
