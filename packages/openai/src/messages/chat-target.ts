import type { ChatProfile } from "../chat/profile.ts";

/** Whom a request is written for. */
export interface ChatTarget {
  readonly id: string;
  readonly provider: string;
  readonly profile: ChatProfile;
  /** Milliseconds since 1970: the vendor forgets sound after a while. */
  readonly now: () => number;
}
