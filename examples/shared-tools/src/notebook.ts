import { tool } from "@definable/tools";
import { z } from "zod";

/** Tools of methods, which share what the object holds. */
export class Notebook {
  readonly #notes: string[] = [];

  @tool({ description: "Writes a note.", inputSchema: z.object({ text: z.string() }), sequential: true })
  write({ text }: { text: string }): string {
    return `Note ${this.#notes.push(text)} is written.`;
  }

  @tool({ description: "Reads all notes.", inputSchema: z.object({}), effect: "read" })
  read(): string {
    return this.#notes.join("\n");
  }
}
