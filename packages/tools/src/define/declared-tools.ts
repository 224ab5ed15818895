import type { Tool } from "@definable/spec";

/** A registered symbol, so that the decorator and `toolsOf` may come from two installed copies of this package. */
const DECLARED: unique symbol = Symbol.for("definable.declared-tools");

interface Declaring {
  readonly [DECLARED]: Map<unknown, Tool>;
}

/** Notes that an instance has this tool. The same key again (an override) replaces the tool and keeps its place. */
export function declareTool(instance: object, key: unknown, tool: Tool): void {
  if (isDeclaring(instance)) {
    instance[DECLARED].set(key, tool);
  } else {
    Object.defineProperty(instance, DECLARED, { value: new Map([[key, tool]]) });
  }
}

/** The tools of an instance in order of declaration, those of its base classes first. */
export function declaredTools(instance: object): readonly Tool[] {
  return isDeclaring(instance) ? [...instance[DECLARED].values()] : [];
}

const isDeclaring = (instance: object): instance is Declaring => Object.hasOwn(instance, DECLARED);
