import type { Image, JsonObject, ReasoningPart } from "@definable/spec";
import { isJson } from "../is-json.ts";
import { PIECE_BREAK } from "../items/layout.ts";
import type { LayoutEntry } from "../items/layout.ts";
import { CallDrafts } from "./call-drafts.ts";
import type { ItemDraft } from "./item-draft.ts";
import type { WireItem } from "./wire-response.ts";

/** Tools that the vendor runs himself: what they did goes back as it came. Others would have to be answered. */
const RUN_BY_VENDOR: ReadonlySet<string> = new Set([
  "web_search_call",
  "file_search_call",
  "code_interpreter_call",
  "image_generation_call",
  "mcp_list_tools",
  "mcp_call",
  "compaction",
]);

/** The parts of a reply, collected from its items, and the order in which they came. */
export class SaidParts {
  readonly text: string[] = [];
  readonly refusal: string[] = [];
  readonly reasoning: ReasoningPart[] = [];
  readonly images: Image[] = [];
  readonly calls: CallDrafts = new CallDrafts();
  readonly layout: LayoutEntry[] = [];
  readonly #isWhole: boolean;

  constructor(isWhole: boolean) {
    this.#isWhole = isWhole;
  }

  add(draft: ItemDraft): void {
    const { wire } = draft;
    switch (wire.type) {
      case "reasoning":
        return this.#addThought(draft);
      case "function_call":
        return this.#addCall(draft);
      case "message":
      case undefined:
        return this.#addWords(draft);
      default:
        if (!RUN_BY_VENDOR.has(wire.type)) return this.unseal();
        this.#addPicture(wire);
        // It came as JSON. The picture is kept once, beside the text.
        this.layout.push({ type: "other", item: (wire.result ? { ...wire, result: null } : wire) as JsonObject });
    }
  }

  /** Thoughts that nothing follows, because it was not said to its end or cannot go back, cannot go back either. */
  unseal(): void {
    while (this.layout.at(-1)?.type === "reasoning") {
      this.layout.pop();
      const at = this.reasoning.findLastIndex((part) => (part.signature ?? part.redacted) !== undefined);
      this.reasoning.splice(at, 1, ...[{ text: this.reasoning[at]?.text ?? "" }].filter(({ text }) => text !== ""));
    }
  }

  #addThought({ thoughts, wire }: ItemDraft): void {
    const text = thoughts.join(PIECE_BREAK);
    const seal = wire.encrypted_content ?? "";
    if (text === "" && seal === "") return;
    if (seal === "") this.reasoning.push({ text });
    else this.reasoning.push(text === "" ? { text, redacted: seal } : { text, signature: seal });
    if (seal !== "" && wire.id) {
      this.layout.push({ type: "reasoning", id: wire.id, summary: thoughts.map(({ length }) => length) });
    }
  }

  #addWords({ refusal, text, wire }: ItemDraft): void {
    if (text !== "") this.text.push(text);
    if (refusal !== "") this.refusal.push(refusal);
    if (text === "" && refusal === "") return;
    const { id, phase } = wire;
    this.layout.push({
      type: "message",
      id: id ?? "",
      length: text.length,
      ...(refusal === "" ? {} : { refusal: true }),
      ...(phase ? { phase } : {}),
    });
  }

  /** Of an answer that was broken off, a call that is not written to its end is no call. */
  #addCall({ arguments: text, wire }: ItemDraft): void {
    if (!this.#isWhole && (wire.status === "incomplete" || !isJson(text))) return this.unseal();
    const { call_id: callId, id, name } = wire;
    this.calls.add({
      index: this.layout.length,
      id: callId ?? null,
      function: { name: name ?? null, arguments: text },
    });
    this.layout.push({ type: "call", id: id ?? "", callId: callId ?? "" });
  }

  #addPicture({ output_format: format, result }: WireItem): void {
    if (result) this.images.push({ content: result, mimeType: `image/${format ?? "png"}` });
  }
}
