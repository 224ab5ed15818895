import type { RunOptions, ToolResult } from "@definable/spec";
import { ToolError } from "@definable/spec";
import type { HeldCall } from "@definable/tools";
import type { AgentServices } from "../agent-services.ts";
import { Meter } from "../metrics/meter.ts";
import { continueSegment } from "../requirements/continue-segment.ts";
import { beginRun } from "../run/begin-run.ts";
import type { SegmentResult } from "../run/end-segment.ts";
import { describeFailure } from "../run/failure.ts";
import type { RunOutput } from "../run/run-output.ts";
import type { Run, RunRequest } from "../run/run.ts";
import { runSegment } from "../run/segment.ts";
import { newRequest } from "../run/start-segment.ts";
import type { SubAgentTask } from "./agent-tool.ts";
import { ChildRun } from "./child-run.ts";
import { childrenOf } from "./children-of.ts";
import type { PausedChild } from "./paused-child.ts";
import type { SubAgentCaller } from "./sub-agent-caller.ts";
import type { SubAgent } from "./sub-agent.ts";

/**
 * Carries out a call by a sub-agent: starts it, or goes on with the one that the call was held with. Gives its answer, or
 * itself when it waits for a person. Throws `TOOL_FAILED` in words for the model when it failed: the run goes on.
 */
export function runChild(
  subAgent: SubAgent,
  caller: SubAgentCaller,
  task: SubAgentTask,
): Promise<ToolResult | HeldCall> {
  const { run, context } = caller;
  return childrenOf(run).work(subAgent.maxConcurrent, context.signal, () => new Errand(subAgent, caller).run(task));
}

/** One call of a sub-agent. */
class Errand {
  readonly #subAgent: SubAgent;
  readonly #caller: SubAgentCaller;
  readonly #services: AgentServices;

  constructor(subAgent: SubAgent, caller: SubAgentCaller) {
    const { services, tools, depth } = caller.run;
    this.#subAgent = subAgent;
    this.#caller = caller;
    this.#services = subAgent.servicesFor({ services, tools, depth });
  }

  async run(task: SubAgentTask): Promise<ToolResult | HeldCall> {
    const { run: parent, planned, context } = this.#caller;
    context.signal.throwIfAborted();
    const held = planned.held as PausedChild | undefined;
    const request = held === undefined ? this.#request(task) : undefined;
    const threadId = held?.output.runId ?? request?.runId ?? "";
    context.childRunId = threadId;
    if (held === undefined) {
      parent.emit({ event: "SubAgentSpawned", stepId: context.callId, threadId, goal: task.goal });
    } else childrenOf(parent).wake(context.callId);
    try {
      const ended = request === undefined ? this.#continue(held) : this.#start(request);
      return this.#close(await ended);
    } catch (error) {
      if (error instanceof ToolError) throw error;
      const words = describeFailure(error).message;
      const metrics = held?.output.metrics ?? new Meter().read(0);
      parent.emit({ event: "SubAgentFailed", stepId: context.callId, threadId, error: words, metrics });
      throw failed(words, error);
    }
  }

  #request(task: SubAgentTask): RunRequest {
    const { request } = this.#caller.run;
    const { userId, modelSettings, providerOptions } = request.options;
    const own: RunOptions = this.#subAgent.isPartOf ? { modelSettings, providerOptions } : {};
    const options = { ...own, userId, instructions: task.instructions };
    // It has a conversation of its own, whatever session its agent is made for.
    const { runId } = newRequest(this.#services, task.goal, {});
    const made = newRequest(this.#services, task.input ?? task.goal, { ...options, runId });
    const model = this.#subAgent.isPartOf && made.model === this.#caller.run.config.model ? request.model : made.model;
    return { ...made, model, sessionId: runId, hasSession: false };
  }

  async #start(request: RunRequest): Promise<SegmentResult> {
    const child = await this.#make(this.#services, request);
    return runSegment(child, () => beginRun(child));
  }

  async #continue(held: PausedChild | undefined): Promise<SegmentResult> {
    if (held?.next === undefined) throw new ToolError("TOOL_FAILED", "The sub-agent has nothing to go on with.");
    const { decisions, decider } = held.next;
    const { signal } = this.#caller.context;
    const make = (services: AgentServices, request: RunRequest): Promise<ChildRun> => this.#make(services, request);
    const { by: decidedBy, through: decidedThrough } = decider;
    return continueSegment(this.#services, held.output, { decisions, decidedBy, decidedThrough, signal, make });
  }

  async #make(services: AgentServices, request: RunRequest): Promise<ChildRun> {
    const { run: parent, context } = this.#caller;
    const { isPartOf } = this.#subAgent;
    const dependencies = isPartOf ? parent.dependencies : request.options.dependencies;
    const signals = request.signals.length > 0 ? request.signals : [context.signal];
    const options = { ...request.options, dependencies };
    const child = new ChildRun(services, { ...request, options, signals }, { parent, sharesState: isPartOf });
    child.more.allowed = await allowedBy(parent);
    return child;
  }

  #close({ output, ending }: SegmentResult): ToolResult | HeldCall {
    const { run: parent, context } = this.#caller;
    const step = { stepId: context.callId, threadId: output.runId };
    const { metrics } = output;
    switch (ending.status) {
      case "COMPLETED":
        parent.emit({ event: "SubAgentCompleted", ...step, result: output.content, metrics });
        return resultOf(output);
      case "PAUSED": {
        const { v: _version, ...data } = output.toJSON();
        const paused: PausedChild = { "~held": 1, output: data };
        childrenOf(parent).wait(context.callId, { output: paused.output, services: this.#services });
        return paused;
      }
      case "CANCELLED":
        parent.emit({ event: "SubAgentKilled", ...step, reason: ending.reason, metrics });
        throw failed(`it was cancelled (${ending.reason})`, undefined);
      case "BLOCKED":
        parent.emit({ event: "SubAgentFailed", ...step, error: ending.reason, metrics });
        throw failed(`a guardrail blocked it (${ending.reason})`, undefined);
      case "ERROR": {
        const words = describeFailure(ending.error).message;
        parent.emit({ event: "SubAgentFailed", ...step, error: words, metrics });
        throw failed(words, ending.error);
      }
      default:
        return ending satisfies never;
    }
  }
}

function failed(words: string, cause: unknown): ToolError {
  return new ToolError("TOOL_FAILED", `Sub-agent failed: ${words}`, { cause });
}

function resultOf({ content, images, videos, audio, files, responseAudio }: RunOutput): ToolResult {
  const sounds = [...(audio ?? []), ...(responseAudio === undefined ? [] : [responseAudio])];
  return {
    content,
    ...(images === undefined ? {} : { images }),
    ...(videos === undefined ? {} : { videos }),
    ...(sounds.length === 0 ? {} : { audio: sounds }),
    ...(files === undefined ? {} : { files }),
  };
}

/** What the person of the session has allowed once and for all holds for the sub-agents too. */
async function allowedBy({ request, extras, services }: Run): Promise<ReadonlySet<string> | undefined> {
  const allowed = extras?.allowed;
  if (!request.hasSession) return allowed;
  const key = { userId: request.options.userId, sessionId: request.sessionId };
  const remembered = await services.store.sessions.remembered(key);
  const names = Object.keys(remembered).filter((name) => remembered[name] === "confirm");
  return names.length === 0 ? allowed : new Set([...(allowed ?? []), ...names]);
}
