import { readFileSync } from "node:fs";

/** One declaration of a public API, as the doc model of API Extractor writes it. */
export interface ApiItem {
  readonly kind: string;
  readonly name?: string;
  readonly docComment?: string;
  readonly fileUrlPath?: string;
  readonly members?: readonly ApiItem[];
  readonly excerptTokens?: readonly ExcerptToken[];
  readonly propertyTypeTokenRange?: TokenRange;
  readonly extendsTokenRange?: TokenRange;
  readonly extendsTokenRanges?: readonly TokenRange[];
  readonly implementsTokenRanges?: readonly TokenRange[];
}

/** A piece of a declaration's text. */
export interface ExcerptToken {
  readonly text: string;
}

/** A span of an item's `excerptTokens`, without the one at `endIndex`. */
export interface TokenRange {
  readonly startIndex: number;
  readonly endIndex: number;
}

/** The declarations of one door, at the top level. */
export function readDocModel(path: string): readonly ApiItem[] {
  // A package holds one entry point, which holds the declarations: the format of the pinned version.
  const model = JSON.parse(readFileSync(path, "utf8")) as ApiItem;
  return model.members?.[0]?.members ?? [];
}
