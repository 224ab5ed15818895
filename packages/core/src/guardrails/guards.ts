import type { ModelReply, RunInput, UserMessage } from "@definable/spec";
import type { PlannedCall } from "@definable/tools";
import { planInput } from "@definable/tools";
import type { TurnCalls } from "../loop/turn-calls.ts";
import type { Inbox, Letter } from "../run/inbox.ts";
import type { Run } from "../run/run.ts";
import { held, textOf, withText } from "./message-text.ts";
import { Panel } from "./panel.ts";
import { plainJson } from "./plain-json.ts";

/**
 * The barrier of one run: nothing that a guardrail looks at is told, stored or carried out before its verdict. Every wait ends
 * with a cancel of the run.
 */
export class Guards {
  readonly #run: Run;
  readonly #panel: Panel;
  readonly judgesInput: boolean;
  readonly judgesReplies: boolean;
  readonly judgesCalls: boolean;
  /** What the model says is told after the verdict. */
  readonly holdsText: boolean;

  constructor(run: Run) {
    const options = run.config.guardrails ?? { guardrails: [] };
    this.#run = run;
    this.#panel = new Panel(run, options);
    this.judgesInput = this.#panel.looksAt("input");
    this.judgesReplies = this.#panel.looksAt("output");
    this.judgesCalls = this.#panel.looksAt("tool");
    this.holdsText = this.judgesReplies && options.streamBeforeVerdict !== true;
  }

  /** What the opening event tells in the place of the input; undefined when nobody judges that. */
  get heldInput(): { readonly input: RunInput; readonly inputIsHeld: true } | undefined {
    if (!this.judgesInput) return undefined;
    const isRead = this.#run.config.layers?.readers !== undefined;
    const messages = this.#run.input.messages.map((message) => held(message, isRead));
    return { input: { messages }, inputIsHeld: true };
  }

  /** Judges what the run was asked: it goes on with what passes, or is blocked. */
  async judgeInput(): Promise<void> {
    const run = this.#run;
    const judged = await this.#judgeMessages(run.request.input);
    if ("blocked" in judged) return this.#block(judged.blocked);
    run.request = { ...run.request, input: judged.messages };
  }

  /** Judges the text of a file that the person brought: what passes of it. Blocked, it blocks the run. */
  async judgeFile(text: string): Promise<string | undefined> {
    if (!this.judgesInput || text === "") return text;
    const { subject, blocked } = await this.#panel.judge({ type: "input", text });
    return blocked === undefined ? subject.text : this.#block(blocked);
  }

  /**
   * Judges what was looked up, such as a document: what passes of it; nothing when it is blocked. The run goes on without it:
   * one bad memory must not lock its owner out.
   */
  async judgeLookedUp(text: string): Promise<string | undefined> {
    if (!this.judgesInput || text === "") return text;
    const { subject, blocked } = await this.#panel.judge({ type: "input", text }, { isAside: true });
    return blocked === undefined ? subject.text : undefined;
  }

  /**
   * Takes out what was said while the run went on, as far as it passes: the rest is not delivered, and the run goes on without
   * it. When a turn that was queued does not pass, the next one has its chance.
   */
  async takeLetters(inbox: Inbox, isDone: boolean): Promise<readonly Letter[]> {
    for (;;) {
      const letters = inbox.take(isDone);
      const passed = await this.#judgeLetters(letters);
      if (passed.length > 0 || letters.length === 0) return passed;
    }
  }

  async #judgeLetters(letters: readonly Letter[]): Promise<readonly Letter[]> {
    const passed: Letter[] = [];
    try {
      for (const letter of letters) {
        const judged = await this.#judgeMessages(letter.messages);
        if ("blocked" in judged) letter.answer(false);
        else passed.push({ ...letter, messages: judged.messages });
      }
      return passed;
    } catch (error) {
      // Told once each: who has had an answer hears no other.
      for (const { answer } of letters) answer(false);
      throw error;
    }
  }

  async #judgeMessages(
    messages: readonly UserMessage[],
  ): Promise<{ readonly messages: readonly UserMessage[] } | { readonly blocked: string }> {
    const passed: UserMessage[] = [];
    for (const message of messages) {
      const text = textOf(message);
      if (text === "") {
        passed.push(message);
        continue;
      }
      const { subject, blocked } = await this.#panel.judge({ type: "input", text });
      if (blocked !== undefined) return { blocked };
      passed.push(subject.text === text ? message : withText(message, subject.text));
    }
    return { messages: passed };
  }

  /** What passes of a reply of the model; nothing when it is blocked: the run has its end then. */
  async judgeReply(reply: ModelReply): Promise<ModelReply | undefined> {
    const { content } = reply;
    // Of JSON the words that are read out of it count, not how they are written.
    const words = this.#run.extras?.shape === undefined ? content : plainJson(content);
    const said = content === "" ? undefined : await this.#panel.judge({ type: "output", text: words });
    if (said?.blocked !== undefined) return this.#block(said.blocked);
    const isChanged = said !== undefined && said.subject.text !== words;
    const text = isChanged ? said.subject.text : content;
    const { reasoning, refusal, audio, providerData, ...rest } = reply;
    const [thought, declined, spoken] = [
      await this.passes((reasoning ?? []).map((part) => part.text).join("\n")),
      await this.passes(refusal ?? ""),
      await this.passes(audio?.transcript ?? ""),
    ];
    return {
      ...rest,
      content: text,
      ...(reasoning !== undefined && thought ? { reasoning } : {}),
      ...(refusal !== undefined && declined ? { refusal } : {}),
      // What is heard says what was written.
      ...(audio !== undefined && spoken && !isChanged ? { audio } : {}),
      // The vendor's own record may repeat what was taken out.
      ...(providerData !== undefined && thought && declined && spoken && !isChanged ? { providerData } : {}),
    };
  }

  /** For what stands beside the text, such as thoughts. It cannot be changed, for vendors sign it: it passes as it is, or is left out. */
  async passes(text: string): Promise<boolean> {
    if (text === "") return true;
    const { subject, blocked } = await this.#panel.judge({ type: "output", text }, { isAside: true });
    return blocked === undefined && subject.text === text;
  }

  /** Judges a tool's result that is the answer of the run. */
  async judgeAnswer(): Promise<void> {
    const answer = this.#run.fold.tools.findLast((tool) => tool?.stopAfterToolCall === true)?.result ?? "";
    if (answer === "") return;
    const { blocked } = await this.#panel.judge({ type: "output", text: answer }, { isAnswer: true });
    if (blocked !== undefined) this.#block(blocked);
  }

  /** Judges the calls that are about to start or to be asked about, in the model's order. */
  async judgeCalls(calls: TurnCalls): Promise<TurnCalls> {
    const planned: PlannedCall[] = [];
    for (const call of calls.planned) planned.push(isDue(call, calls) ? await this.#judgeCall(call) : call);
    return { ...calls, planned };
  }

  async #judgeCall(planned: PlannedCall): Promise<PlannedCall> {
    const { call, tool, args } = planned;
    if (tool === undefined) return planned;
    const subject = { type: "tool", toolName: tool.name, toolArgs: structuredClone(args) } as const;
    const { subject: passed, blocked } = await this.#panel.judge(subject, { toolCallId: call.id });
    if (blocked !== undefined) {
      const text = `A guardrail blocked this call, and it was not carried out: ${blocked}`;
      return { ...planned, input: undefined, refusal: { code: "TOOL_BLOCKED", text }, needs: undefined };
    }
    if (passed === subject) return planned;
    return this.#planAgain(planned, passed.toolArgs);
  }

  /** Other arguments are held against the schema like those of the model, and against the rule that asks a person. */
  async #planAgain(planned: PlannedCall, args: PlannedCall["args"]): Promise<PlannedCall> {
    const { call, tool, approval } = planned;
    // Somebody has yet to fill the rest in; then they are checked.
    if (tool === undefined || planned.needs === "userInput") return { ...planned, args };
    const isAllowed = approval !== undefined || this.#run.extras?.allowed?.has(tool.name) === true;
    const again = await this.#run.scope.race(Promise.resolve(planInput(call, tool, { args, isAllowed })));
    return approval === undefined ? again : { ...again, approval };
  }

  #block(reason: string): undefined {
    const raises = this.#run.config.guardrails?.onBlock === "raise";
    this.#run.ending = { status: "BLOCKED", reason, raises };
    return undefined;
  }
}

/**
 * Not a call that is refused, answered or begun already, nor one that goes on waiting for a person: its turn comes with the
 * answer.
 */
function isDue({ refusal, answer, held, needs }: PlannedCall, { isResumed }: TurnCalls): boolean {
  return (refusal ?? answer ?? held) === undefined && !(isResumed && needs !== undefined);
}
