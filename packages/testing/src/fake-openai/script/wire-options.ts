import type { WireOptions as ServerWireOptions } from "../../fake-server/script/wire-options.ts";

/** How the bytes of an answer are laid out and paced. The defaults are what the vendor does. */
export interface WireOptions extends ServerWireOptions {
  /** Whether a stream ends with `data: [DONE]`. Default true. */
  readonly done?: boolean | undefined;
}
