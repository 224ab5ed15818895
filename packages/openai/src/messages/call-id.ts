import { fingerprint } from "../fingerprint.ts";

/** The id of a call as the vendor takes it: those of other vendors may be longer than its 40 characters. */
export function callId(id: string): string {
  return id.length <= 40 ? id : `${id.slice(0, 23)}_${fingerprint(id)}`;
}
