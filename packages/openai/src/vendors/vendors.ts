import { longestPrefix } from "../longest-prefix.ts";
import { GROQ } from "./groq.ts";
import type { Vendor, VendorModel } from "./vendor.ts";

/** The vendors by the name that model strings begin with. Each has a row in core's table of providers too. */
const VENDORS: Readonly<Record<string, Vendor>> = { groq: GROQ };

/** The vendor of that name; undefined for OpenAI itself, and for names that somebody gives to a server of his own. */
export function vendorOf(name: string): Vendor | undefined {
  return Object.hasOwn(VENDORS, name) ? VENDORS[name] : undefined;
}

/** The names of all vendors besides OpenAI. */
export function vendorNames(): readonly string[] {
  return Object.keys(VENDORS);
}

/** What is known of a vendor's model: nothing, when its id has no row. */
export function vendorModel({ models }: Vendor, id: string): VendorModel {
  const prefix = longestPrefix(Object.keys(models), id);
  return (prefix === undefined ? undefined : models[prefix]) ?? {};
}
