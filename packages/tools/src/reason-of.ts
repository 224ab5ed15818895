import { shorten } from "./shorten.ts";

/** The words of whatever was thrown, at most 200 characters. Never throws, whatever it was. */
export function reasonOf(error: unknown): string {
  try {
    return shorten(error instanceof Error ? String(error.message) : String(error), 200);
  } catch {
    return "it cannot be shown";
  }
}
