/**
 * What a tool gives in place of a result while its call goes on waiting for a person, such as an agent that has paused. The
 * call then has no answer yet; whoever runs the batch keeps what is in here for later.
 */
export interface HeldCall {
  /** The mark, by which it is known also when two copies of a package are installed. */
  readonly "~held": 1;
}

/** Whether a tool gave a held call. */
export function isHeldCall(value: unknown): value is HeldCall {
  return typeof value === "object" && value !== null && "~held" in value && value["~held"] === 1;
}
