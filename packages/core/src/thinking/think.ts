import type { Message, Model, ModelReply } from "@definable/spec";
import { ModelError } from "@definable/spec";
import { earlierMessages } from "../phases/recent-messages.ts";
import { passesGate } from "../layers/gate.ts";
import { describeFailure } from "../run/failure.ts";
import type { Run } from "../run/run.ts";
import { RunExtras } from "../run/run-extras.ts";
import { inWords } from "../shape/in-words.ts";
import { isNative } from "../shape/is-native.ts";
import { blockOf, readThought, stepsOf, THOUGHT_SCHEMA } from "./thought.ts";
import { ThoughtText } from "./thought-text.ts";
import type { ThinkingConfig } from "./thinking-options.ts";
import { thinkingPrompt } from "./thinking-prompt.ts";

const stepId = "thinking";
const WORTH_IT =
  "Does the request need careful thought, a plan or several steps before it is answered? A greeting, small talk or a plain fact does not.";

/**
 * Thinks about the input before the model is asked: one call beside the conversation, told as reasoning. What comes of it goes into
 * the instructions. A call that fails is told and does not end the run; a cancel does.
 */
export async function think(run: Run, config: ThinkingConfig): Promise<void> {
  if (config.trigger === "auto" && !(await passesGate(run, { question: WORTH_IT }))) return;
  run.emit({ event: "ReasoningStarted", stepId });
  const text = new ThoughtText((reasoningContent) => {
    run.emit({ event: "ReasoningContentDelta", stepId, reasoningContent });
  });
  try {
    const { reply, asked } = await ask(run, config, text);
    const thought = readThought(reply.content);
    const steps = stepsOf(thought);
    const said = steps.map(({ reasoningContent }) => reasoningContent).join("\n");
    if (said === "") throw new ModelError("MODEL_BAD_REPLY", "The thinking model said nothing.");
    const guards = run.extras?.guards;
    // Judged as people read it, without the escapes of JSON.
    if (guards?.judgesReplies === true && !(await guards.passes(said)))
      throw new ModelError("MODEL_CONTENT_FILTERED", "A guardrail did not let these thoughts pass.");
    text.end(reply.content);
    for (const step of steps) run.emit({ event: "ReasoningStep", stepId, ...step });
    const extras = (run.extras ??= new RunExtras());
    extras.blocks.thinking = blockOf(thought);
    extras.thought = { block: extras.blocks.thinking, messages: asked };
    run.emit({ event: "ReasoningCompleted", stepId, reasoningContent: text.whole });
  } catch (error) {
    const isCut = run.scope.isCancelled;
    const problem = isCut ? "cancelled" : describeFailure(error).message;
    run.emit({ event: "ReasoningCompleted", stepId, reasoningContent: text.whole, error: problem });
    if (isCut) throw error;
  }
}

interface Answered {
  readonly reply: ModelReply;
  /** All that the thinking model was told and said. */
  readonly asked: readonly Message[];
}

async function ask(run: Run, config: ThinkingConfig, text: ThoughtText): Promise<Answered> {
  const model = await modelOf(run, config);
  const input = run.extras?.input ?? run.request.input;
  const isHeld = isNative(model, THOUGHT_SCHEMA);
  const told = config.instructions ?? thinkingPrompt(run, await run.scope.race(earlierMessages(run)));
  const instructions = isHeld ? told : `${told}\n\n${inWords(THOUGHT_SCHEMA)}`;
  const reply = await run.askAside({
    purpose: "thinking",
    model,
    messages: input,
    instructions,
    outputFormat: isHeld ? { name: "thought", schema: THOUGHT_SCHEMA, strict: true } : undefined,
    // What waits for guardrails is told whole after their verdict.
    text: run.extras?.guards?.holdsText === true ? () => undefined : (delta) => text.hear(delta),
  });
  const { content } = reply;
  const answer = { role: "assistant", content, provider: model.provider, model: model.id } as const;
  return { reply, asked: [{ role: "system", content: instructions }, ...input, answer] };
}

async function modelOf(run: Run, { model }: ThinkingConfig): Promise<Model> {
  const chosen = model?.load() ?? run.model;
  if (chosen === undefined) throw new TypeError("Thinking needs a model: prepare did not run.");
  return chosen instanceof Promise ? run.scope.race(chosen) : chosen;
}
