import type { File } from "./media.ts";
import type { LayerScope } from "./memory.ts";

/** The text of a file. */
export interface FileText {
  readonly filename: string;
  readonly text: string;
}

/** Turns attached files into text for the prompt. Must bound its time and memory: files come from strangers. */
export interface FileReader {
  /** Whether this reader knows the kind of file. */
  canRead(file: File): boolean;
  read(file: File, scope: LayerScope): Promise<FileText>;
}
