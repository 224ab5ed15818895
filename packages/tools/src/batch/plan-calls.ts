import type { JsonObject, Tool, ToolCall } from "@definable/spec";
import { parseArguments } from "../call/parse-arguments.ts";
import { validateInput } from "../call/validate-input.ts";
import type { Validated } from "../call/validate-input.ts";
import { copyNested } from "./copy-nested.ts";
import type { PlannedCall } from "./planned-call.ts";

/** The tools of an agent by name. */
export type ToolTable = ReadonlyMap<string, Tool>;

/**
 * Makes the calls of one model reply ready: finds each tool, parses and validates the arguments, asks whether a person
 * has to agree. Never throws: what is wrong with a call is its `refusal`. A promise only when a schema or a
 * `requiresConfirmation` function is asynchronous.
 */
export function planCalls(
  calls: readonly ToolCall[],
  tools: ToolTable,
): readonly PlannedCall[] | Promise<readonly PlannedCall[]> {
  const planned: (PlannedCall | Promise<PlannedCall>)[] = [];
  let waits = false;
  for (const call of calls) {
    const plan = planCall(call, tools);
    if (plan instanceof Promise) waits = true;
    planned.push(plan);
  }
  // Without a promise among them the array holds plans only.
  return waits ? Promise.all(planned.map((plan) => Promise.resolve(plan))) : (planned as PlannedCall[]);
}

function planCall(call: ToolCall, tools: ToolTable): PlannedCall | Promise<PlannedCall> {
  const tool = tools.get(call.name);
  if (tool === undefined) return refuse({ call }, "TOOL_NOT_FOUND", unknownTool(call.name, tools));
  const parsed = parseArguments(call.arguments);
  if (!parsed.ok) return refuse({ call, tool }, "TOOL_INPUT_INVALID", parsed.error);
  return planInput(call, tool, parsed.value);
}

/** Validates already parsed arguments for a call: also used when a person edits them. Never throws. */
export function planInput(call: ToolCall, tool: Tool, args: JsonObject): PlannedCall | Promise<PlannedCall> {
  const own = copyNested(args);
  const validated = validateInput(tool, own);
  const known = { call, tool, args };
  if (validated instanceof Promise) return validated.then((later) => planValidated(known, own, later));
  return planValidated(known, own, validated);
}

interface KnownCall {
  readonly call: ToolCall;
  readonly tool: Tool;
  readonly args: JsonObject;
}

function planValidated(known: KnownCall, own: JsonObject, validated: Validated): PlannedCall | Promise<PlannedCall> {
  if (!validated.ok) return refuse(known, "TOOL_INPUT_INVALID", validated.error);
  const input = validated.value;
  // A schema may give back what it was given: then tool and events must not share it.
  const args = input === known.args ? { ...own } : known.args;
  const { call, tool } = known;
  try {
    const asks = confirmation(tool, input);
    if (asks instanceof Promise) return planLater({ call, tool, args }, input, asks);
    return { call, args, tool, input, refusal: undefined, needsConfirmation: asks };
  } catch (error) {
    return refuse(known, "TOOL_INPUT_INVALID", checkFailed(call.name, error));
  }
}

async function planLater(known: KnownCall, input: unknown, asks: Promise<boolean>): Promise<PlannedCall> {
  const { call, tool, args } = known;
  try {
    return { call, args, tool, input, refusal: undefined, needsConfirmation: (await asks) !== false };
  } catch (error) {
    return refuse(known, "TOOL_INPUT_INVALID", checkFailed(call.name, error));
  }
}

function confirmation(tool: Tool, input: unknown): boolean | Promise<boolean> {
  const rule = tool.requiresConfirmation;
  // The tool's own schema made this input, so it is of the type that the function takes.
  if (typeof rule !== "function") return rule === true;
  const asks = rule(input as never);
  // Only a plain no lets a call through unasked: a rule that forgets to answer asks.
  return asks instanceof Promise ? asks : asks !== false;
}

type Refused = Pick<PlannedCall, "call"> & Partial<Pick<PlannedCall, "tool" | "args">>;

function refuse(
  { call, tool, args = {} }: Refused,
  code: "TOOL_NOT_FOUND" | "TOOL_INPUT_INVALID",
  text: string,
): PlannedCall {
  return { call, args, tool, input: undefined, refusal: { code, text }, needsConfirmation: false };
}

function unknownTool(name: string, tools: ToolTable): string {
  const known = [...tools.keys()];
  const list = known.length === 0 ? "There are no tools." : `The tools are: ${known.slice(0, 50).join(", ")}.`;
  return `There is no tool named "${name}". ${list} Names are case-sensitive.`;
}

function checkFailed(name: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `The arguments of "${name}" could not be checked: ${reason}`;
}
