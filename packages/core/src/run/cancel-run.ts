import type { OwnerScope } from "@definable/spec";
import type { AgentServices } from "../agent-services.ts";
import { loadCancelStored } from "../parts.ts";

/** Cancels a run by its id: at once when it is under way here. */
export async function cancelRun(services: AgentServices, runId: string, scope: OwnerScope): Promise<boolean> {
  const running = services.running.get(runId);
  // One that has told its end may still wait for its observers: it is judged by what it left in the store.
  if (running === undefined || running.hasEnded) {
    const { cancelStored } = await loadCancelStored();
    return cancelStored(services, runId, scope);
  }
  if (running.request.options.userId !== scope.userId) return false;
  running.scope.cancel("Cancelled by request");
  return true;
}
