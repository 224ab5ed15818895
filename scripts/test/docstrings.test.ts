import { expect, test } from "vitest";
import { checkApi } from "../api/check-api.ts";
import { manifestOf } from "./small-house.ts";
import { temporaryTree } from "./temporary-tree.ts";

/** Types of a package by what is wrong with them, and what is said about it. */
const silent: Readonly<Record<string, readonly [types: string, complaint: string]>> = {
  "a function without a docstring": ["export declare function greet(): void;", "greet: It has no docstring."],
  "a constant without one": ["export declare const limit = 8;", "limit: It has no docstring."],
  "a type without one": ["export type Name = string | number;", "Name: It has no docstring."],
  "an option without one": [
    "/** How to greet. */\nexport interface Options {\n  readonly loud?: boolean;\n}",
    "Options.loud: It has no docstring.",
  ],
  "a method without one": [
    "/** Greets people. */\nexport declare class Host {\n  greet(): void;\n}",
    "Host.greet: It has no docstring.",
  ],
  "a member without one, of a type that is not exported itself": [
    "/** How. */\ninterface Hidden {\n  readonly loud: boolean;\n}\n/** Says hello. */\nexport declare function greet(how: Hidden): void;\nexport {};",
    "Hidden.loud: It has no docstring.",
  ],
  "an empty docstring": ["/** */\nexport declare const limit = 8;", "limit: It has no docstring."],
  "a docstring that only repeats the name": [
    "/** The session store's options. */\nexport type SessionStoreOptions = object;",
    "SessionStoreOptions: Its docstring only repeats its name.",
  ],
};

/** Types of a package by why nothing is wrong with them. */
const eloquent: Readonly<Record<string, string>> = {
  "what a class has from an interface is documented there":
    "/** Has a voice. */\nexport interface Speaker {\n  /** Out loud. */\n  say(): void;\n}\n/** One of us. */\nexport declare class Person implements Speaker {\n  say(): void;\n}",
  "the mark that tells a shape from its siblings says all of itself":
    '/** It barks. */\nexport interface Dog {\n  readonly kind: "dog";\n}',
  "a constructor and a symbol of the language need no words":
    "/** One can go through it. */\nexport declare class Door {\n  constructor(width: number);\n  [Symbol.asyncDispose](): Promise<void>;\n}",
  "a namespace import is a way to write other names":
    '/** Where. */\nimport type * as other from "./other.ts";\n/** Goes there. */\nexport declare function go(place: other.Place): void;',
  "what is private stays private": "/** One can go through it. */\nexport declare class Door {\n  private height;\n}",
};

/** What is said of packages with these types, by title. All at once, because the compiler is slow to start. */
function complaints(types: Readonly<Record<string, string>>): Record<string, string[]> {
  const titles = Object.keys(types);
  const files = titles.flatMap((title, index) => [
    [`packages/p${index}/package.json`, manifestOf(`p${index}`)],
    [`packages/p${index}/dist/index.d.ts`, `${types[title]}\n`],
    [`packages/p${index}/dist/other.d.ts`, "/** A street and a house. */\nexport type Place = string;\n"],
  ]);
  const house = temporaryTree(Object.fromEntries(files) as Record<string, string>); // pairs of two strings, made above
  const violations = checkApi(house).filter(({ rule }) => rule === "docstring");
  return Object.fromEntries(
    titles.map((title, index) => [
      title,
      violations.flatMap(({ at, message }) => (at.startsWith(`packages/p${index}/`) ? [message] : [])),
    ]),
  );
}

test("a name without a word of its own is seen, wherever a user can see it", () => {
  const types = Object.fromEntries(Object.entries(silent).map(([title, [text]]) => [title, text]));
  const wanted = Object.fromEntries(Object.entries(silent).map(([title, [, complaint]]) => [title, [complaint]]));
  expect(complaints(types)).toEqual(wanted);
});

test("nothing is asked for where words would be noise", () => {
  const wanted = Object.fromEntries(Object.keys(eloquent).map((title) => [title, []]));
  expect(complaints(eloquent)).toEqual(wanted);
});
