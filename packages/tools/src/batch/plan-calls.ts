import type { JsonObject, SchemaIssue, Tool, ToolCall } from "@definable/spec";
import { describeIssues } from "../call/describe-issues.ts";
import { parseArguments } from "../call/parse-arguments.ts";
import { validateInput } from "../call/validate-input.ts";
import type { Validated } from "../call/validate-input.ts";
import { copyNested } from "./copy-nested.ts";
import type { CallNeed, PlannedCall } from "./planned-call.ts";

/** The tools of an agent by name. */
export type ToolTable = ReadonlyMap<string, Tool>;

/**
 * Makes the calls of one model reply ready: finds each tool, parses and validates the arguments, asks whether a person
 * has to agree. Calls of the `allowed` tools ask nobody. Never throws: what is wrong with a call is its `refusal`. A promise only when a schema or a
 * `requiresConfirmation` function is asynchronous.
 */
export function planCalls(
  calls: readonly ToolCall[],
  tools: ToolTable,
  allowed?: ReadonlySet<string>,
): readonly PlannedCall[] | Promise<readonly PlannedCall[]> {
  const planned: (PlannedCall | Promise<PlannedCall>)[] = [];
  let waits = false;
  for (const call of calls) {
    const plan = planCall(call, tools, allowed);
    if (plan instanceof Promise) waits = true;
    planned.push(plan);
  }
  // Without a promise among them the array holds plans only.
  return waits ? Promise.all(planned.map((plan) => Promise.resolve(plan))) : (planned as PlannedCall[]);
}

function planCall(
  call: ToolCall,
  tools: ToolTable,
  allowed: ReadonlySet<string> | undefined,
): PlannedCall | Promise<PlannedCall> {
  const tool = tools.get(call.name);
  if (tool === undefined) return refuse({ call }, "TOOL_NOT_FOUND", unknownTool(call.name, tools));
  const parsed = parseArguments(call.arguments);
  if (!parsed.ok) return refuse({ call, tool }, "TOOL_INPUT_INVALID", parsed.error);
  if (tool.requiresUserInput === true) return planUserInput({ call, tool, args: parsed.value });
  return planInput(call, tool, { args: parsed.value, isAllowed: allowed?.has(tool.name) === true });
}

/** The arguments of a call, and whether a person has agreed to calls of this tool before. */
export interface InputPlan {
  /** The arguments, parsed and not yet validated. */
  readonly args: JsonObject;
  /** True when a person has agreed already and need not be asked again. Default false. */
  readonly isAllowed?: boolean | undefined;
}

/** Validates already parsed arguments for a call: also used when a person edits or completes them. Never throws. */
export function planInput(
  call: ToolCall,
  tool: Tool,
  { args, isAllowed = false }: InputPlan,
): PlannedCall | Promise<PlannedCall> {
  const own = copyNested(args);
  const validated = validateInput(tool, own);
  const known = { call, tool, args, isAllowed };
  if (validated instanceof Promise) return validated.then((later) => planValidated(known, own, later));
  return planValidated(known, own, validated);
}

interface KnownCall {
  readonly call: ToolCall;
  readonly tool: Tool;
  readonly args: JsonObject;
  readonly isAllowed: boolean;
}

function planValidated(known: KnownCall, own: JsonObject, validated: Validated): PlannedCall | Promise<PlannedCall> {
  if (!validated.ok) return refuse(known, "TOOL_INPUT_INVALID", validated.error);
  const input = validated.value;
  // A schema may give back what it was given: then tool and events must not share it.
  const args = input === known.args ? { ...own } : known.args;
  const { call, tool, isAllowed } = known;
  try {
    const needs = isAllowed ? undefined : needOf(tool, input);
    if (needs instanceof Promise) return planLater({ call, tool, args, isAllowed }, input, needs);
    return { call, args, tool, input, refusal: undefined, needs };
  } catch (error) {
    return refuse(known, "TOOL_INPUT_INVALID", checkFailed(call.name, error));
  }
}

async function planLater(known: KnownCall, input: unknown, needs: Promise<CallNeed | undefined>): Promise<PlannedCall> {
  const { call, tool, args } = known;
  try {
    return { call, args, tool, input, refusal: undefined, needs: await needs };
  } catch (error) {
    return refuse(known, "TOOL_INPUT_INVALID", checkFailed(call.name, error));
  }
}

function needOf(tool: Tool, input: unknown): CallNeed | undefined | Promise<CallNeed | undefined> {
  if (tool.externalExecution === true) return "externalExecution";
  const rule = tool.requiresConfirmation;
  if (typeof rule !== "function") return rule === true ? "confirmation" : undefined;
  // The tool's own schema made this input, so it is of the type that the function takes.
  const asks = rule(input as never);
  // Only a plain no lets a call through unasked: a rule that forgets to answer asks.
  return asks instanceof Promise ? asks.then(needAfter) : needAfter(asks);
}

const needAfter = (asks: boolean): CallNeed | undefined => (asks === false ? undefined : "confirmation");

/** What the model sent of fields that are a person's is left out; what is wrong with the others is said at once. */
function planUserInput({ call, tool, args }: Omit<KnownCall, "isAllowed">): PlannedCall | Promise<PlannedCall> {
  const fields = tool.userInputFields ?? [];
  const isAsked = (field: string): boolean => fields.length === 0 || fields.includes(field);
  const own = Object.fromEntries(Object.entries(args).filter(([field]) => !isAsked(field)));
  const waits: PlannedCall = { call, args: own, tool, input: undefined, refusal: undefined, needs: "userInput" };
  const judge = (issues: readonly SchemaIssue[] | undefined): PlannedCall => {
    const wrong = (issues ?? []).filter(({ path }) => {
      const [first] = path ?? [];
      const field = typeof first === "object" ? first.key : first;
      return typeof field === "string" && !isAsked(field);
    });
    return wrong.length === 0
      ? waits
      : refuse({ call, tool, args: own }, "TOOL_INPUT_INVALID", describeIssues(tool, own, wrong));
  };
  try {
    const result = tool.inputSchema["~standard"].validate(copyNested(own));
    if (!("then" in result)) return judge(result.issues);
    return result.then(
      ({ issues }) => judge(issues),
      (error: unknown) => refuse({ call, tool, args: own }, "TOOL_INPUT_INVALID", checkFailed(call.name, error)),
    );
  } catch (error) {
    return refuse({ call, tool, args: own }, "TOOL_INPUT_INVALID", checkFailed(call.name, error));
  }
}

type Refused = Pick<PlannedCall, "call"> & Partial<Pick<PlannedCall, "tool" | "args">>;

function refuse(
  { call, tool, args = {} }: Refused,
  code: "TOOL_NOT_FOUND" | "TOOL_INPUT_INVALID",
  text: string,
): PlannedCall {
  return { call, args, tool, input: undefined, refusal: { code, text }, needs: undefined };
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
