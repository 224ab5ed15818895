import type { ToolCall } from "@definable/spec";

/**
 * The calls of a reply with ids that are there and used once in the run, and names that any vendor takes back. Most
 * replies are legal and come back as they are.
 */
export function legalCalls(calls: readonly ToolCall[], turn: number, used: Set<string>): readonly ToolCall[] {
  let mended: ToolCall[] | undefined;
  for (let index = 0; index < calls.length; index += 1) {
    const call = calls[index];
    if (call === undefined) continue;
    const id = freshId(call.id, `${turn}_${index}`, used);
    used.add(id);
    const name = legalName(call.name);
    if (id === call.id && name === call.name) continue;
    mended ??= [...calls];
    mended[index] = { ...call, id, name };
  }
  return mended ?? calls;
}

function freshId(id: string, place: string, used: Set<string>): string {
  if (id !== "" && !used.has(id)) return id;
  return id === "" ? `call_${place}` : `${id}_${place}`;
}

function legalName(name: string): string {
  if (/^[a-zA-Z0-9_-]{1,64}$/.test(name)) return name;
  const legal = name.replace(/[^a-zA-Z0-9_-]/g, "_").slice(0, 64);
  return legal === "" ? "unnamed" : legal;
}
