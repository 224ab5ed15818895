import type { Message } from "@definable/spec";
import { expect, test } from "vitest";
import { MessageView } from "../../src/loop/message-view.ts";

const user = (content: string): Message => ({ role: "user", content });

test("it is the base and the tail, counted from either end", () => {
  const view = new MessageView([user("a"), user("b")], [user("c")]);

  expect(view.length).toBe(3);
  expect([0, 2, -1, -3].map((index) => view.at(index)?.content)).toEqual(["a", "c", "c", "a"]);
  expect([3, -4].map((index) => view.at(index))).toEqual([undefined, undefined]);
  expect(view.toArray()).toEqual([user("a"), user("b"), user("c")]);
});

test("it keeps its length when the storage behind it grows", () => {
  const tail = [user("b")];
  const view = new MessageView([user("a")], tail);
  tail.push(user("c"));

  expect(view.length).toBe(2);
  expect(view.toArray()).toEqual([user("a"), user("b")]);
  expect(view.at(2)).toBeUndefined();
  expect(view.at(-1)).toEqual(user("b"));
});

test("its JSON is the list", () => {
  expect(JSON.stringify(new MessageView([user("a")], []))).toBe(JSON.stringify([user("a")]));
});
