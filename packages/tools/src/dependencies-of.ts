import type { Tool } from "@definable/spec";

/**
 * What the context's `dependencies` must hold for all tools of a union: the intersection of what each reads. Written
 * out, because inference from a list alone would settle for the first tool's.
 */
export type DependenciesOf<Member extends Tool> = (
  Member extends Tool<never, unknown, infer Deps> ? (dependencies: Deps) => void : never
) extends (dependencies: infer All) => void
  ? All
  : never;
