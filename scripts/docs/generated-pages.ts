import { envelopeTable, eventTables, pairTable } from "./event-tables.ts";
import { errorTables } from "./error-tables.ts";
import type { Sections } from "./fill-sections.ts";

/** A page of which parts are generated. */
export interface GeneratedPage {
  /** From the repository's root. */
  readonly path: string;
  readonly sections: Sections;
}

/** Every page with generated parts. */
export const generatedPages: readonly GeneratedPage[] = [
  { path: "docs/events.md", sections: { envelope: envelopeTable(), events: eventTables(), pairs: pairTable() } },
  { path: "docs/errors.md", sections: { errors: errorTables() } },
];
