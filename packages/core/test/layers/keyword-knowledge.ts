import type { Knowledge, KnowledgeDocument, LayerScope } from "@definable/spec";

/** A knowledge for tests: the documents that share a word with the query, scored by how many. */
export class KeywordKnowledge implements Knowledge {
  readonly #documents: readonly KnowledgeDocument[];
  readonly queries: string[] = [];

  constructor(documents: Readonly<Record<string, string>>) {
    this.#documents = Object.entries(documents).map(([id, content]) => ({ id, content, source: `${id}.md` }));
  }

  async retrieve(query: string, _scope: LayerScope): Promise<readonly KnowledgeDocument[]> {
    this.queries.push(query);
    const words = wordsOf(query);
    return this.#documents
      .map((document) => ({ ...document, score: wordsOf(document.content).filter((w) => words.includes(w)).length }))
      .filter(({ score }) => score > 0)
      .toSorted((left, right) => right.score - left.score);
  }
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/\w{3,}/g) ?? [];
