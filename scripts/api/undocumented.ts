import type { ApiItem, TokenRange } from "./doc-model.ts";
import type { PublicApi } from "./read-api.ts";

/** A name that users see and that says nothing of itself. */
export interface Undocumented {
  /** The source file, as a path from the root. */
  readonly at: string;
  /** As a user writes it: `Agent.run`. */
  readonly name: string;
  readonly message: string;
}

/**
 * Every exported name, and every public member of an exported class or interface, that has no docstring or one that only
 * repeats the name. A member that a class has from an interface or a base class of ours is documented there: editors show
 * that text, and two would drift apart. What is not exported but stands in an exported type counts as exported.
 */
export function undocumented(api: readonly PublicApi[]): Undocumented[] {
  const declared = new Map(api.flatMap(({ items }) => items.map((item) => [item.name ?? "", item])));
  const found = api.flatMap(({ entry, items }) =>
    items.flatMap((item) => {
      const at = `packages/${entry.folder}/${item.fileUrlPath ?? ""}`;
      const members = (item.members ?? []).filter((member) => !isExempt(member) && !inherits(item, member, declared));
      return [
        ...judge(item, { at, name: item.name ?? "" }),
        ...members.flatMap((member) => judge(member, { at, name: `${item.name}.${member.name ?? "[index]"}` })),
      ];
    }),
  );
  return [...new Map(found.map((one) => [`${one.at} ${one.name}`, one])).values()];
}

/**
 * What says all of itself: a constructor (its options have docstrings), what a symbol of the language stands for, and a
 * member that can have one value only, which tells a shape from its siblings.
 */
function isExempt(member: ApiItem): boolean {
  if (member.kind === "Constructor" || member.name?.startsWith("[Symbol.") === true) return true;
  const { startIndex = 0, endIndex = 0 } = member.propertyTypeTokenRange ?? {};
  const type = (member.excerptTokens ?? []).slice(startIndex, endIndex).map(({ text }) => text);
  return /^("[^"]*"|\d+|never)$/.test(type.join(""));
}

function inherits(owner: ApiItem, member: ApiItem, declared: ReadonlyMap<string, ApiItem>): boolean {
  return parents(owner, declared).some(
    (parent) =>
      parent.members?.some(({ name, docComment = "" }) => name === member.name && docComment !== "") === true ||
      inherits(parent, member, declared),
  );
}

function parents(owner: ApiItem, declared: ReadonlyMap<string, ApiItem>): ApiItem[] {
  const single = owner.extendsTokenRange === undefined ? [] : [owner.extendsTokenRange];
  const ranges: readonly TokenRange[] = [
    ...single,
    ...(owner.extendsTokenRanges ?? []),
    ...(owner.implementsTokenRanges ?? []),
  ];
  return ranges.flatMap(({ startIndex }) => declared.get(owner.excerptTokens?.[startIndex]?.text ?? "") ?? []);
}

function judge(item: ApiItem, place: { readonly at: string; readonly name: string }): Undocumented[] {
  // `import type * as server`: a way to write other names, which are judged by themselves.
  if (item.kind === "Namespace") return [];
  const words = wordsOf((item.docComment ?? "").replaceAll(/[^\p{L}\p{N}]+/gu, " "));
  if (words.length === 0) return [{ ...place, message: "It has no docstring." }];
  const own = new Set(wordsOf(place.name.replaceAll(/(\p{Lu})/gu, " $1").replaceAll(/[^\p{L}\p{N}]+/gu, " ")));
  if (words.some((word) => !own.has(word) && !empty.has(word))) return [];
  return [{ ...place, message: "Its docstring only repeats its name." }];
}

const empty = new Set(["a", "an", "the", "of", "this", "is", "its", "s", "for", "to"]);

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(" ")
    .filter((word) => word !== "");
}
