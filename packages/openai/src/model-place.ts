import { ConfigError } from "@definable/spec";
import type { ModelPrice } from "@definable/spec";
import { endpointOf } from "./connection.ts";
import type { ConnectionOptions, Endpoint } from "./connection.ts";
import { priceOf } from "./models/price.ts";
import type { Vendor, VendorModel } from "./vendors/vendor.ts";
import { vendorModel, vendorOf } from "./vendors/vendors.ts";

/** Which model is asked, where, and for how long: the same for every API of this package. */
export interface ModelOptions extends ConnectionOptions {
  /** The vendor's name of the model. Default `gpt-4o`. */
  readonly id?: string | undefined;
  /**
   * The name under which `providerOptions` are looked up and by which messages say who wrote them. One that is known, such
   * as `groq`, also brings the vendor's address, key variable, differences and prices. Default `openai`.
   */
  readonly provider?: string | undefined;
  /** Milliseconds that a whole call may take. Default 0, no limit: an agent has its own `timeouts`. */
  readonly timeoutMs?: number | undefined;
  /** What its tokens cost. Default: OpenAI's list price, and unknown with another base URL. */
  readonly price?: ModelPrice | undefined;
  /** The clock, in milliseconds since 1970. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/** A model and the server where it is. Throws `ConfigError` for options that cannot work. */
export class ModelPlace {
  readonly id: string;
  readonly provider: string;
  readonly timeoutMs: number;
  readonly #options: ModelOptions;
  readonly #vendor: Vendor | undefined;

  constructor(options: ModelOptions, usualId: string) {
    const { id = usualId, provider = "openai", timeoutMs = 0 } = options;
    if (id.trim() === "") {
      throw new ConfigError("INVALID_CONFIG", `The option id is empty. Give one such as "${usualId}".`);
    }
    if (!(timeoutMs >= 0)) {
      const said = String(timeoutMs);
      throw new ConfigError("INVALID_CONFIG", `The option timeoutMs is ${said}. Give milliseconds; 0 means no limit.`);
    }
    this.id = id;
    this.provider = provider;
    this.timeoutMs = timeoutMs;
    this.#options = options;
    this.#vendor = vendorOf(provider);
    // Complains at construction about an address that is none.
    if (options.baseURL !== undefined) this.endpoint();
  }

  /** The server, which may be named by the environment of the moment. */
  endpoint(): Endpoint {
    return endpointOf(this.#options.baseURL, this.#vendor);
  }

  get price(): ModelPrice | undefined {
    if (this.#options.price !== undefined) return this.#options.price;
    if (this.endpoint().isOpenAI) return priceOf(this.id);
    // With another base URL, somebody else sends the bill.
    return this.#options.baseURL === undefined ? this.ofVendor()?.model.price : undefined;
  }

  /** What is known of the vendor that `provider` names, and of his model. */
  ofVendor(): { readonly vendor: Vendor; readonly model: VendorModel } | undefined {
    return this.#vendor && { vendor: this.#vendor, model: vendorModel(this.#vendor, this.id) };
  }
}
