import type { ToolExecution } from "@definable/spec";
import type { CallApproval, CallNeed, PlannedCall } from "@definable/tools";

/** A call that has no result yet. */
export function pendingExecution(planned: PlannedCall, turn: number, status: "running" | "waiting"): ToolExecution {
  const { call, args, needs, approval } = planned;
  const execution = { toolCallId: call.id, toolName: call.name, toolArgs: args, status, turn };
  const mended = mendedTo(planned);
  if ((needs ?? mended ?? approval) === undefined) return execution;
  return { ...execution, ...mended, ...(needs === undefined ? {} : NEEDS[needs]), ...decided(approval) };
}

/** What an execution says of what its call waits for. */
const NEEDS: Readonly<Record<CallNeed, Partial<ToolExecution>>> = {
  confirmation: { requiresConfirmation: true },
  userInput: { requiresUserInput: true },
  externalExecution: { externalExecution: true },
  subAgent: {},
};

/** What an execution says of a call whose tool has another name than the model used. */
export function mendedTo({ call, tool }: PlannedCall): Pick<ToolExecution, "mendedTo"> | undefined {
  return tool === undefined || tool.name === call.name ? undefined : { mendedTo: tool.name };
}

/** What an execution says of what a person decided. */
export function decided(approval: CallApproval | undefined): Partial<ToolExecution> | undefined {
  if (approval === undefined) return undefined;
  const { need, confirmed, note } = approval;
  return { ...NEEDS[need], confirmed, ...(note === undefined ? {} : { confirmationNote: note }) };
}
