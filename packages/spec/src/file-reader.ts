import type { File } from "./media.ts";
import type { LayerScope } from "./memory.ts";

/** What a reader made of one attached file. */
export interface FileText {
  /** The name under which the model is shown the text. */
  readonly filename: string;
  /** Everything that could be read, as plain text. */
  readonly text: string;
}

/** Turns attached files into text for the prompt. Must bound its time and memory: files come from strangers. */
export interface FileReader {
  /** Whether this reader knows the kind of file. */
  canRead(file: File): boolean;
  /**
   * Reads one file that `canRead` took. Stops when `scope.signal` aborts; throws when the file cannot be read, and the
   * run goes on without it.
   */
  read(file: File, scope: LayerScope): Promise<FileText>;
}
