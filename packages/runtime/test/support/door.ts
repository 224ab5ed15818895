import type { AgentInterface, InterfaceContext } from "@definable/spec";

/** What a test may set of an interface. */
export interface DoorOptions {
  readonly routes?: AgentInterface["routes"];
  /** Where it writes that it opened and closed. */
  readonly diary?: string[];
  readonly fails?: Error;
}

/** An interface that keeps a diary. */
export function door(name: string, { routes, diary = [], fails }: DoorOptions = {}): AgentInterface {
  return {
    name,
    routes,
    start: ({ signal }: InterfaceContext): Promise<AsyncDisposable> => {
      if (fails !== undefined) return Promise.reject(fails);
      diary.push(`${name} opens`);
      signal.addEventListener("abort", () => diary.push(`${name} takes nothing new`));
      return Promise.resolve({
        [Symbol.asyncDispose]: () => {
          diary.push(`${name} closes`);
          return Promise.resolve();
        },
      });
    },
  };
}
