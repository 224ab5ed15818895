import fc from "fast-check";

/** One call of a node: a tool with its own number, or an agent below. */
export type TreeCall =
  | { readonly kind: "tool"; readonly tool: "plain" | "later" | "asks" | "asksSequential" | "asksWhenOdd" | "throws" }
  /** `spawned`: by the tool with which a model starts one. `asks`: its own call waits for a person first. */
  | { readonly kind: "agent"; readonly node: TreeNode; readonly as: "tool" | "spawned"; readonly asks: boolean };

/** An agent: what its model asks for, round by round. */
export interface TreeNode {
  readonly rounds: readonly (readonly TreeCall[])[];
}

/** What a person does with a question. */
export type Answer = "confirm" | "edit" | "reject" | "skip";

/** How a paused tree is continued. */
export interface TreeStep {
  readonly answers: readonly Answer[];
  readonly from: "live" | "json" | "id";
  readonly by: "same" | "sharedStore" | "freshStore";
  readonly stream: boolean;
}

/** What all agents of a tree have around them. */
export interface TreeHouse {
  readonly guards: "none" | "atOnce" | "later";
  readonly middleware: boolean;
  readonly isLimited: boolean;
  readonly maxConcurrent: number;
  readonly maxParallelTools: number | undefined;
  /** The last breaks at its write with that number, `now` or later. */
  readonly store: "memory" | "slow" | { readonly failsAt: number; readonly later: boolean };
}

/** A tree of agents and how people answer it. */
export interface TreePlan {
  readonly root: TreeNode;
  readonly house: TreeHouse;
  readonly steps: readonly TreeStep[];
  /** The event of the root's stream at which the run is cancelled; undefined: it is not. */
  readonly cancelAt: number | undefined;
}

const tool: fc.Arbitrary<TreeCall> = fc
  .constantFrom("plain", "later", "asks", "asks", "asksSequential", "asksWhenOdd", "throws" as const)
  .map((name) => ({ kind: "tool", tool: name }) as TreeCall);

const rarely = fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

function node(depth: number): fc.Arbitrary<TreeNode> {
  const agent: fc.Arbitrary<TreeCall> =
    depth === 0
      ? tool
      : fc
          .record({ node: node(depth - 1), as: fc.constantFrom("tool", "tool", "spawned"), asks: rarely })
          .map((given) => ({ kind: "agent", ...given }));
  const call = fc.oneof({ weight: 3, arbitrary: tool }, { weight: 2, arbitrary: agent });
  const round = fc.array(call, { minLength: 1, maxLength: 3 });
  return fc.record({ rounds: fc.array(round, { minLength: depth === 0 ? 0 : 1, maxLength: 2 }) });
}

const step: fc.Arbitrary<TreeStep> = fc.record({
  answers: fc.array(fc.constantFrom<Answer>("confirm", "confirm", "edit", "reject", "skip"), {
    minLength: 1,
    maxLength: 4,
  }),
  from: fc.constantFrom("live", "json", "id"),
  by: fc.constantFrom("same", "sharedStore", "freshStore"),
  stream: fc.boolean(),
});

const house: fc.Arbitrary<TreeHouse> = fc.record({
  guards: fc.constantFrom("none", "none", "atOnce", "later"),
  middleware: rarely,
  isLimited: rarely,
  maxConcurrent: fc.constantFrom(1, 5),
  maxParallelTools: fc.constantFrom(undefined, undefined, 1),
  store: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom("memory", "memory", "slow" as const) },
    { weight: 1, arbitrary: fc.record({ failsAt: fc.integer({ min: 2, max: 40 }), later: fc.boolean() }) },
  ),
});

/** Up to three levels of agents, each with up to two rounds of calls. */
export const anyTree: fc.Arbitrary<TreePlan> = fc.record({
  root: node(2),
  house,
  steps: fc.array(step, { minLength: 1, maxLength: 5 }),
  cancelAt: fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 80 }) },
  ),
});
