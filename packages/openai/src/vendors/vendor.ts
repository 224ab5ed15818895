import type { ModelPrice } from "@definable/spec";
import type { ChatProfile } from "../chat/profile.ts";

/** A vendor whose server speaks Chat Completions. Data: a new one is a row. */
export interface Vendor {
  /** How people call it. */
  readonly title: string;
  /** Up to the part before `/chat/completions`. */
  readonly baseURL: string;
  /** The variable that holds its key. */
  readonly keyVariable: string;
  /** How it differs from what is assumed of a compatible server. */
  readonly profile: Partial<ChatProfile>;
  /** What is known of its models, by the beginning of their ids; the longest that fits wins. */
  readonly models: Readonly<Record<string, VendorModel>>;
}

/** What is known of a vendor's model. */
export interface VendorModel {
  /** List price; undefined when it is not known or depends on the prompt. */
  readonly price?: ModelPrice | undefined;
  /** The kinds of part that it takes, where they are others than the vendor's. */
  readonly accepts?: ChatProfile["accepts"] | undefined;
  /** How much it can be told to think, where that is another answer than the vendor's. */
  readonly reasoning?: ChatProfile["reasoning"] | undefined;
}
