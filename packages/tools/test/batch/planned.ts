import { z } from "zod";
import type { JsonValue, Tool } from "@definable/spec";
import { tool } from "../../src/index.ts";
import type { CallContext, PlannedCall } from "../../src/index.ts";

const inputSchema = z.object({});

/** A tool that does what it is told, for batches that are planned by hand. */
export function toolThat(
  execute: (context: CallContext) => unknown,
  look: Pick<Partial<Tool<object>>, "sequential" | "timeoutMs"> = {},
): Tool {
  // A batch hands its own kind of context to the tools: a CallContext.
  const run = (_input: object, context: unknown): unknown => execute(context as CallContext);
  return tool({ name: "does", description: "Does it.", inputSchema, timeoutMs: 0, ...look, execute: run });
}

/** A call of a tool, or one that is refused. */
export function planned(index: number, made: Tool | "refused"): PlannedCall {
  const call = { id: `call_${index}`, name: "does", arguments: "{}" };
  const common = { call, args: {}, input: {}, needs: undefined };
  if (made !== "refused") return { ...common, tool: made, refusal: undefined };
  return { ...common, tool: undefined, refusal: { code: "TOOL_NOT_FOUND", text: `no ${index}` } };
}

/** What a call may know of its run. */
export class TestContext implements CallContext {
  readonly callId: string;
  readonly idempotencyKey = "key";
  readonly runId = "run";
  readonly sessionId = "session";
  readonly sessionState: { [key: string]: JsonValue } = {};
  readonly dependencies = undefined;
  readonly agent = { agentId: "agent", name: "Agent" };
  readonly images = [];
  readonly videos = [];
  readonly audio = [];
  readonly files = [];
  readonly #controller = new AbortController();

  constructor({ call }: PlannedCall) {
    this.callId = call.id;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort(reason: unknown): void {
    this.#controller.abort(reason);
  }

  emit(): void {}
}
