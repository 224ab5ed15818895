import fc from "fast-check";

/** One call of a node: a tool with its own number, or an agent below. */
export type TreeCall =
  | { readonly kind: "tool"; readonly tool: "plain" | "later" | "asks" | "asksSequential" | "asksWhenOdd" | "throws" }
  | { readonly kind: "agent"; readonly node: TreeNode };

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

/** A tree of agents and how people answer it. */
export interface TreePlan {
  readonly root: TreeNode;
  readonly steps: readonly TreeStep[];
  /** The event of the root's stream at which the run is cancelled; undefined: it is not. */
  readonly cancelAt: number | undefined;
}

const tool: fc.Arbitrary<TreeCall> = fc
  .constantFrom("plain", "later", "asks", "asks", "asksSequential", "asksWhenOdd", "throws" as const)
  .map((name) => ({ kind: "tool", tool: name }) as TreeCall);

function node(depth: number): fc.Arbitrary<TreeNode> {
  const agent: fc.Arbitrary<TreeCall> =
    depth === 0 ? tool : node(depth - 1).map((below) => ({ kind: "agent", node: below }));
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

/** Up to three levels of agents, each with up to two rounds of calls. */
export const anyTree: fc.Arbitrary<TreePlan> = fc.record({
  root: node(2),
  steps: fc.array(step, { minLength: 1, maxLength: 5 }),
  cancelAt: fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 80 }) },
  ),
});
