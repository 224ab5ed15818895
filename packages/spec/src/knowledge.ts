import type { JsonObject } from "./json.ts";
import type { LayerScope } from "./memory.ts";

/** A piece of a document that fits a query. */
export interface KnowledgeDocument {
  /** The store's id of the piece. */
  readonly id: string;
  /** The text that goes into the prompt. */
  readonly content: string;
  /** Where it is from, such as a file name or URL, for the model to cite. */
  readonly source?: string | undefined;
  /** How well it fits: higher is better, in the store's own measure. */
  readonly score?: number | undefined;
  /** What else the store knows of it. */
  readonly metadata?: JsonObject | undefined;
}

/** A store of documents that an agent looks things up in. A failure never fails the run. */
export interface Knowledge {
  /** The pieces that fit, best first. Must stop when `scope.signal` aborts. */
  retrieve(query: string, scope: LayerScope): Promise<readonly KnowledgeDocument[]>;
  /** Gives back what is open. Called by whoever made it. */
  close?(): Promise<void>;
}
