import type { RunOptions, ToolResult } from "@definable/spec";
import { ToolError } from "@definable/spec";
import type { HeldCall } from "@definable/tools";
import type { AgentServices } from "../agent-services.ts";
import { Meter } from "../metrics/meter.ts";
import { continueSegment } from "../requirements/continue-segment.ts";
import { beginRun } from "../run/begin-run.ts";
import type { SegmentResult } from "../run/end-segment.ts";
import type { Ending } from "../run/ending.ts";
import { nameFor } from "../requirements/remembered-name.ts";
import { describeFailure } from "../run/failure.ts";
import type { RunOutput } from "../run/run-output.ts";
import type { Run, RunRequest } from "../run/run.ts";
import { runSegment } from "../run/segment.ts";
import { newRequest } from "../run/start-segment.ts";
import type { SubAgentTask } from "./agent-tool.ts";
import { cancelPaused } from "./cancel-paused.ts";
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
  return childrenOf(run).work(subAgent, context.signal, () => new Errand(subAgent, caller, task).run());
}

/** One call of a sub-agent. */
class Errand {
  readonly #subAgent: SubAgent;
  readonly #caller: SubAgentCaller;
  readonly #task: SubAgentTask;
  readonly #services: AgentServices;
  #child: ChildRun | undefined;

  constructor(subAgent: SubAgent, caller: SubAgentCaller, task: SubAgentTask) {
    const { services, tools, depth } = caller.run;
    this.#subAgent = subAgent;
    this.#caller = caller;
    this.#task = task;
    this.#services = subAgent.servicesFor({ services, tools, depth });
  }

  async run(): Promise<ToolResult | HeldCall> {
    const { run: parent, planned, context } = this.#caller;
    context.signal.throwIfAborted();
    const held = planned.held as PausedChild | undefined;
    const request = held === undefined ? this.#request() : undefined;
    const threadId = held?.output.runId ?? request?.runId ?? "";
    context.childRunId = threadId;
    if (held === undefined) {
      parent.emit({ event: "SubAgentSpawned", stepId: context.callId, threadId, goal: this.#task.goal });
    }
    let paused: PausedChild | undefined;
    try {
      const { output, ending } = await (request === undefined ? this.#continue(held) : this.#start(request));
      if (ending.status !== "PAUSED") return this.#close(output, ending);
      paused = this.#wait(output);
      return paused;
    } catch (error) {
      if (error instanceof ToolError) throw error;
      const words = describeFailure(error).message;
      const metrics =
        held === undefined
          ? new Meter().read(0)
          : await cancelPaused(parent, { output: held.output, services: this.#services });
      parent.emit({ event: "SubAgentFailed", stepId: context.callId, threadId, error: words, metrics });
      throw failed(words, error);
    } finally {
      if (paused === undefined) childrenOf(parent).forget(context.callId);
      // Only now: whoever started it has its metrics, or knows what it waits with.
      this.#child?.extras?.budget?.close();
    }
  }

  #request(): RunRequest {
    const { request } = this.#caller.run;
    const { userId, modelSettings, providerOptions } = request.options;
    const own: RunOptions = this.#subAgent.isPartOf ? { modelSettings, providerOptions } : {};
    const options = { ...own, userId };
    // It has a conversation of its own, whatever session its agent is made for.
    const { runId } = newRequest(this.#services, this.#task.goal, {});
    const made = newRequest(this.#services, this.#task.input ?? this.#task.goal, { ...options, runId });
    return { ...made, sessionId: runId, hasSession: false };
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
    const { by: decidedBy, through: decidedThrough, at } = decider;
    const child = { make, at, parentRunId: this.#caller.run.runId };
    return continueSegment(this.#services, held.output, { decisions, decidedBy, decidedThrough, signal, child });
  }

  async #make(services: AgentServices, request: RunRequest): Promise<ChildRun> {
    const { run: parent, context } = this.#caller;
    const { isPartOf } = this.#subAgent;
    const dependencies = isPartOf ? parent.dependencies : request.options.dependencies;
    const signals = request.signals.length > 0 ? request.signals : [context.signal];
    // The call says them again: no store keeps them.
    const instructions = this.#task.instructions ?? request.options.instructions;
    const options = { ...request.options, dependencies, instructions };
    const model = isPartOf && request.model === parent.config.model ? parent.request.model : request.model;
    const child = new ChildRun(services, { ...request, model, options, signals }, { parent, sharesState: isPartOf });
    this.#child = child;
    child.remembered = await rememberedOf(parent);
    child.more.allowed = allowedTo(services.config.agentId, child);
    return child;
  }

  #wait(output: RunOutput): PausedChild {
    const { v: _version, ...data } = output.toJSON();
    const { run: parent, context } = this.#caller;
    childrenOf(parent).wait(context.callId, { output: data, services: this.#services });
    return { "~held": 1, output: data };
  }

  #close(output: RunOutput, ending: Exclude<Ending, { status: "PAUSED" }>): ToolResult {
    const { run: parent, context } = this.#caller;
    const step = { stepId: context.callId, threadId: output.runId };
    const { metrics } = output;
    switch (ending.status) {
      case "COMPLETED":
        parent.emit({ event: "SubAgentCompleted", ...step, result: output.content, metrics });
        return resultOf(output);
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

/** What the person of the session has allowed once and for all, as the root's session has it. */
async function rememberedOf(run: Run): Promise<readonly string[]> {
  if (run instanceof ChildRun) return run.remembered;
  const { request, services } = run;
  if (!request.hasSession) return [];
  const key = { userId: request.options.userId, sessionId: request.sessionId };
  const remembered = await services.store.sessions.remembered(key);
  return Object.keys(remembered).filter((name) => remembered[name] === "confirm");
}

/** What of it holds for an agent: for its own tools, which are the root's when it is the same agent. */
function allowedTo(agentId: string, { root, remembered }: ChildRun): ReadonlySet<string> | undefined {
  const own = nameFor(agentId, "");
  const names = remembered.flatMap((name) => {
    if (agentId === root.config.agentId) return name.includes("/") ? [] : [name];
    return name.startsWith(own) ? [name.slice(own.length)] : [];
  });
  return names.length === 0 ? undefined : new Set(names);
}
