import type { JsonSchema, JsonValue } from "@definable/spec";
import type { Matcher } from "./matchers.ts";

/** What kind of words a free text is: where it stands in a sentence follows from it. */
export type TextStyle = "name" | "title" | "body" | "search" | "word" | "phrase";

/** What values an argument takes, as far as its schema says. */
export type Shape =
  | { readonly kind: "matcher"; readonly matcher: Matcher }
  | { readonly kind: "choice"; readonly values: readonly (string | number)[] }
  | { readonly kind: "number"; readonly isInteger: boolean; readonly min: number; readonly max: number }
  | { readonly kind: "boolean" }
  | { readonly kind: "constant"; readonly value: JsonValue }
  | { readonly kind: "list"; readonly item: Shape }
  | { readonly kind: "text"; readonly style: TextStyle; readonly fits: (text: string) => boolean };

/** A schema with what is known of its surroundings: its own name, and the document that `$ref` points into. */
export interface NamedSchema {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly root: JsonSchema;
}
