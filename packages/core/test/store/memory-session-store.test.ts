import type { Message } from "@definable/spec";
import { expect, test } from "vitest";
import { MemoryStore } from "../../src/index.ts";
import { scripted } from "../support/scripted.ts";

const user = (content: string): Message => ({ role: "user", content });

test("past the bound the session that was used longest ago is forgotten", () => {
  const { sessions } = new MemoryStore({ maxSessions: 2 });
  for (const sessionId of ["a", "b"]) sessions.append({ sessionId }, "r", { messages: [user(sessionId)] });
  sessions.read({ sessionId: "a" });

  sessions.append({ sessionId: "c" }, "r", { messages: [user("c")] });

  expect(["a", "b", "c"].map((sessionId) => sessions.read({ sessionId }).messages.length)).toEqual([1, 0, 1]);
});

test("the bound is 1,000 sessions unless said otherwise", async () => {
  const store = new MemoryStore();
  const { agent } = scripted(() => "Hello", { store, keepEvents: false });
  for (let index = 0; index < 1_001; index += 1) await agent.run("Hi", { sessionId: `${index}` });

  const known = [0, 1, 1_000].map((index) => store.sessions.read({ sessionId: `${index}` }).messages.length);

  expect(known).toEqual([0, 2, 2]);
});

test("messages of one run stay together, in the order of the runs' first messages", () => {
  const { sessions } = new MemoryStore();
  const key = { sessionId: "s" };
  sessions.append(key, "one", { messages: [user("1a")] });
  sessions.append(key, "two", { messages: [user("2a")] });

  sessions.append(key, "one", { messages: [user("1b")] });

  expect(sessions.read(key).messages.map((message) => message.content)).toEqual(["1a", "1b", "2a"]);
});

test("a window is the newest messages, or what a run saw when it began", () => {
  const { sessions } = new MemoryStore();
  const key = { sessionId: "s" };
  for (const run of ["one", "two", "three"]) sessions.append(key, run, { messages: [user(run)] });
  const read = (window: Parameters<typeof sessions.read>[1]): unknown =>
    sessions.read(key, window).messages.map((message) => message.content);

  expect(read({ limit: 2 })).toEqual(["two", "three"]);
  expect(read({ limit: 0 })).toEqual([]);
  expect(read({ beforeRun: "two" })).toEqual(["one"]);
  expect(read({ beforeRun: "three", limit: 1 })).toEqual(["two"]);
});

test("the state is replaced as a whole, and is a copy", () => {
  const { sessions } = new MemoryStore();
  const key = { sessionId: "s" };
  const state = { list: [1] };
  sessions.append(key, "r", { messages: [], state });
  state.list.push(2);

  expect(sessions.read(key).state).toEqual({ list: [1] });
  sessions.append(key, "r", { messages: [], state: { other: true } });
  expect(sessions.read(key).state).toEqual({ other: true });
  sessions.append(key, "r", { messages: [] });
  expect(sessions.read(key).state).toEqual({ other: true });
});

test("no id looks like another: users and sessions are apart", () => {
  const { sessions } = new MemoryStore();
  const keys = [
    { sessionId: "a" },
    { sessionId: "a", userId: "" },
    { userId: "u", sessionId: "a" },
    { sessionId: 'null,"a' },
  ];
  for (const [index, key] of keys.entries()) sessions.append(key, "r", { messages: [user(`${index}`)] });

  expect(keys.map((key) => sessions.read(key).messages.map((message) => message.content))).toEqual([
    ["0"],
    ["1"],
    ["2"],
    ["3"],
  ]);
});

test("remembered decisions and deletion belong to one session", () => {
  const { sessions } = new MemoryStore();
  sessions.remember({ sessionId: "a" }, "write", "confirm");
  sessions.remember({ sessionId: "a" }, "erase", "reject");

  expect(sessions.remembered({ sessionId: "a" })).toEqual({ write: "confirm", erase: "reject" });
  expect(sessions.remembered({ sessionId: "b" })).toEqual({});
  sessions.delete({ sessionId: "a" });
  expect(sessions.remembered({ sessionId: "a" })).toEqual({});
});

test("closing the store forgets the sessions", () => {
  const store = new MemoryStore();
  store.sessions.append({ sessionId: "s" }, "r", { messages: [user("Hi")] });

  store.close();

  expect(store.sessions.read({ sessionId: "s" }).messages).toEqual([]);
});
