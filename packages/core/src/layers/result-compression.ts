import type { Message, ToolMessage } from "@definable/spec";
import type { Run } from "../run/run.ts";
import { wordsOf } from "./ask-layer.ts";
import { askSpare } from "./ask-spare.ts";
import type { LayerConfig } from "./layer-options.ts";
import { tokensIn } from "./tokens-of.ts";

/** A shorter result is not worth a call of a model. */
const LEAST_LENGTH = 1_000;
const RESULTS_LIMIT = 3;

const INSTRUCTIONS =
  "You shorten the result of a tool for a model that goes on to work with it. Keep every fact that may matter: numbers, names, " +
  "dates, ids, addresses, errors and how things belong together. Drop repetition, markup and empty phrases. Add nothing. Answer " +
  "with the shortened result alone.";

type Options = NonNullable<LayerConfig["compression"]>;

/** What the model reads from now on in place of a result. */
interface Shortened {
  readonly toolCallId: string;
  readonly content: string;
}

/** Has the long results of a segment shortened before the turns of the model, one after another: a run waits at one place. */
export class ResultCompression {
  readonly #run: Run;
  readonly #options: Options;
  /** A result that could not be shortened is not tried again. */
  readonly #tried: Set<string> = new Set();

  constructor(run: Run, options: Options) {
    this.#run = run;
    this.#options = options;
  }

  /** A cancel ends it early; the loop, which looks for one next, ends the run. */
  async beforeTurn(): Promise<void> {
    const run = this.#run;
    const long = this.#longResults();
    if (!this.#isEnough(long)) return;
    const stepId = `compression-${run.turn + 1}`;
    const startedAt = run.emit({ event: "CompressionStarted", stepId, toolResultsCount: long.length });
    const { results, error } = await this.#shortenAll(long);
    const originals = long.filter(({ toolCallId }) => results.some((result) => result.toolCallId === toolCallId));
    const before = run.fold.messages;
    const at = run.config.now();
    run.emit(
      {
        event: "CompressionCompleted",
        stepId,
        toolResultsCompressed: results.length,
        originalSize: sizeOf(originals),
        compressedSize: sizeOf(results),
        results,
        durationMs: at - startedAt,
        ...(error === undefined ? {} : { error }),
      },
      at,
    );
    // Results from before a pause stand there, and have been replaced; the session has them as they were.
    run.history = run.fold.base;
    const inSession = run.extras?.inSession;
    if (inSession === undefined) return;
    const stored = new Set(inSession);
    const changed = run.fold.messages.filter((_, index) => isIn(stored, before[index]));
    run.more.inSession = [...inSession, ...changed];
  }

  /** The results of this run that are long, as their tools gave them. */
  #longResults(): readonly ToolMessage[] {
    const { fold } = this.#run;
    const originals = new Map(fold.tools.map((tool) => [tool?.toolCallId, tool?.result]));
    return [...fold.base.slice(fold.historyLength), ...fold.tail].filter(
      (message): message is ToolMessage =>
        message?.role === "tool" &&
        message.isError !== true &&
        message.content.length >= LEAST_LENGTH &&
        message.content === originals.get(message.toolCallId) &&
        !this.#tried.has(message.toolCallId),
    );
  }

  #isEnough(long: readonly ToolMessage[]): boolean {
    const { tokenLimit, toolResultsLimit = tokenLimit === undefined ? RESULTS_LIMIT : undefined } = this.#options;
    if (long.length === 0) return false;
    if (toolResultsLimit !== undefined && long.length >= toolResultsLimit) return true;
    return tokenLimit !== undefined && long.reduce((sum, { content }) => sum + tokensIn(content), 0) >= tokenLimit;
  }

  async #shortenAll(
    long: readonly ToolMessage[],
  ): Promise<{ readonly results: readonly Shortened[]; readonly error: string | undefined }> {
    const results: Shortened[] = [];
    let error: string | undefined;
    for (const message of long) {
      this.#tried.add(message.toolCallId);
      try {
        const content = await this.#shorten(message);
        if (content !== "" && content.length < message.content.length) {
          results.push({ toolCallId: message.toolCallId, content });
        }
      } catch (failure) {
        error = wordsOf(this.#run, "shortening of a result", failure);
        if (this.#run.scope.isCancelled) break;
      }
    }
    return { results, error };
  }

  #shorten({ toolName, content: result }: ToolMessage): Promise<string> {
    const { model, instructions = INSTRUCTIONS } = this.#options;
    const content = `Result of the tool ${toolName}:\n\n${result}`;
    return askSpare(this.#run, { purpose: "compression", content, instructions, model });
  }
}

function isIn(messages: ReadonlySet<Message>, message: Message | undefined): boolean {
  return message !== undefined && messages.has(message);
}

function sizeOf(texts: readonly { readonly content: string }[]): number {
  return texts.reduce((sum, { content }) => sum + content.length, 0);
}
