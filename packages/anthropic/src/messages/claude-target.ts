import type { CacheLifetime, ClaudeProfile } from "../claude/profile.ts";

/** Whom a request is written for. */
export interface ClaudeTarget {
  readonly id: string;
  readonly provider: string;
  readonly profile: ClaudeProfile;
  readonly cache: CacheLifetime | false;
}
