import type { ToolCall } from "@definable/spec";
import type { Run } from "../run/run.ts";

/**
 * The calls of a reply with ids that are there and used once in the run, and names that any vendor takes back. Most
 * replies are legal and come back as they are.
 */
export function legalCalls(calls: readonly ToolCall[], run: Run): readonly ToolCall[] {
  if (calls.length === 0) return calls;
  // The first calls of a run can only repeat each other: most runs need to remember none.
  if (isFirst(run) && calls.length <= FEW && areLegal(calls, run)) return calls;
  run.callIds ??= new Set(run.fold.tools.map((tool) => tool?.toolCallId ?? ""));
  const { callIds, tools, turn } = run;
  let mended: ToolCall[] | undefined;
  for (let index = 0; index < calls.length; index += 1) {
    const call = calls[index];
    if (call === undefined) continue;
    const isFresh = isUsable(call.id) && !callIds.has(call.id);
    if (isFresh && tools.table.has(call.name)) {
      callIds.add(call.id);
      continue;
    }
    const id = isFresh ? call.id : freshId(call.id, `${turn}_${index}`, callIds);
    callIds.add(id);
    mended ??= [...calls];
    mended[index] = { ...call, id, name: legalName(call.name) };
  }
  return mended ?? calls;
}

const FEW = 8;

/** The ids of other steps of a run. A call is its own step, so none may look like one of them. */
const OTHER_STEP = /^(?:phase|model|reasoning)-/;

const isUsable = (id: string): boolean => id !== "" && !OTHER_STEP.test(id);

const isFirst = ({ callIds, fold }: Run): boolean => callIds === undefined && fold.tools.length === 0;

function areLegal(calls: readonly ToolCall[], { tools }: Run): boolean {
  return calls.every(
    ({ id, name }, index) =>
      isUsable(id) && tools.table.has(name) && !calls.some((other, before) => before < index && other.id === id),
  );
}

function freshId(id: string, place: string, taken: ReadonlySet<string>): string {
  const made = isUsable(id) ? `${id}_${place}` : `call_${place}`;
  let fresh = made;
  for (let count = 2; taken.has(fresh); count += 1) fresh = `${made}_${count}`;
  return fresh;
}

/** A function name that any vendor takes, as near to the given one as can be. */
export function legalName(name: string): string {
  if (/^[a-zA-Z0-9_-]{1,64}$/.test(name)) return name;
  const legal = name.replace(/[^a-zA-Z0-9_-]/g, "_").slice(0, 64);
  return legal === "" ? "unnamed" : legal;
}
