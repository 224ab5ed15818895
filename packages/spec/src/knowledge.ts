import type { JsonObject } from "./json.ts";
import type { LayerScope } from "./memory.ts";

/** A piece of a document that fits a query. */
export interface KnowledgeDocument {
  readonly id: string;
  readonly content: string;
  readonly source?: string | undefined;
  readonly score?: number | undefined;
  readonly metadata?: JsonObject | undefined;
}

/** A store of documents that an agent looks things up in. A failure never fails the run. */
export interface Knowledge {
  retrieve(query: string, scope: LayerScope): Promise<readonly KnowledgeDocument[]>;
  close?(): Promise<void>;
}
