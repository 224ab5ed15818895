import { fingerprint } from "../fingerprint.ts";

/** The id of a call as the vendor takes it: those of other vendors may hold signs that he refuses. */
export function callId(id: string): string {
  const legal = id.replace(/[^a-zA-Z0-9_-]/g, "_");
  return legal === id && id !== "" ? id : `${legal}_${fingerprint(id)}`;
}
