import type { ResponsesProfile } from "../responses/profile.ts";

/** Whom a request is written for. */
export interface ResponsesTarget {
  readonly id: string;
  readonly provider: string;
  /** Stands for the server: the same for the same host. */
  readonly server: string;
  readonly profile: ResponsesProfile;
}
