import type { RunStore, Store } from "@definable/spec";
import { MemoryStore } from "../../src/index.ts";
import type { Plan } from "./plan.ts";

type Method = (...args: never[]) => unknown;

/** A store in memory that answers later, or breaks at one of its writes. */
export function oddStore(odd: Plan["store"]): Store {
  const store = new MemoryStore();
  if (odd === "memory") return store;
  let writes = 0;
  const bend = (name: string, method: Method): Method => {
    const isWrite = name === "append" || name === "release" || name === "create" || name === "resolve";
    return (...args) => {
      if (isWrite) writes += 1;
      if (odd === "slow") return Promise.resolve().then(() => method(...args));
      if (!isWrite || writes !== odd.failsAt) return method(...args);
      const error = new Error("The disk is full of secrets.");
      if (odd.later) return Promise.reject(error);
      throw error;
    };
  };
  const runs = new Proxy<RunStore>(store.runs, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function" || typeof name !== "string") return method;
      // A store has nothing but methods.
      return bend(name, method.bind(target) as Method);
    },
  });
  return { runs, sessions: store.sessions, close: () => store.close() };
}
