import { ConfigError } from "@definable/spec";
import { OpenAI } from "openai";
import { readEnvironment } from "./environment.ts";
import type { Vendor } from "./vendors/vendor.ts";

/** Where the vendor is and who asks. */
export interface ConnectionOptions {
  /**
   * Default: the variable OPENAI_API_KEY, read at the first request; a vendor that `provider` names has its own, such as
   * GROQ_API_KEY. That key is only sent to the vendor (and OpenAI's to the server in OPENAI_BASE_URL): with the option
   * `baseURL`, give the key of that server here, or none if it wants none.
   */
  readonly apiKey?: string | undefined;
  /**
   * Another server that speaks Chat Completions, up to `/v1`. Default: the vendor that `provider` names, else
   * OPENAI_BASE_URL, else OpenAI itself.
   */
  readonly baseURL?: string | undefined;
  /** Default: OPENAI_ORG_ID, at OpenAI itself. */
  readonly organization?: string | undefined;
  /** Default: OPENAI_PROJECT_ID, at OpenAI itself. */
  readonly project?: string | undefined;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The server that is asked. */
export interface Endpoint {
  readonly baseURL: string;
  /** OpenAI itself, also in its regions. */
  readonly isOpenAI: boolean;
  /** The variable whose key is meant for it; undefined when none is. */
  readonly keyVariable: string | undefined;
  /** The vendor that wants a key, whoever asks; undefined for a server that may do without. */
  readonly wantsKey: string | undefined;
}

/** A client of the SDK, and whether it sends a key. */
export interface Connection {
  readonly client: OpenAI;
  readonly hasKey: boolean;
}

/** The SDK cannot do without: as long as a timer can count. */
const NO_TIMEOUT_MS = 2_147_483_647;

const OPENAI_URL = "https://api.openai.com/v1";

/** Finds the server: of the option, of the vendor, of the environment. Throws `INVALID_CONFIG` when the base URL is none. */
export function endpointOf(option: string | undefined, vendor: Vendor | undefined): Endpoint {
  if (option === undefined && vendor !== undefined) {
    const { baseURL, keyVariable, title } = vendor;
    return { baseURL, isOpenAI: false, keyVariable, wantsKey: title };
  }
  const baseURL = option ?? readEnvironment("OPENAI_BASE_URL") ?? OPENAI_URL;
  if (!URL.canParse(baseURL)) {
    const where = option === undefined ? "The variable OPENAI_BASE_URL" : "The option baseURL";
    // Not shown: people put keys into URLs.
    throw new ConfigError("INVALID_CONFIG", `${where} is not a URL. Give one such as http://localhost:11434/v1.`);
  }
  const { hostname } = new URL(baseURL);
  const isOpenAI = hostname === "openai.com" || hostname.endsWith(".openai.com");
  return {
    baseURL,
    isOpenAI,
    keyVariable: isOpenAI || option === undefined ? "OPENAI_API_KEY" : undefined,
    wantsKey: isOpenAI ? "OpenAI" : undefined,
  };
}

/** Makes the SDK's client. Throws `MODEL_KEY_MISSING` when a vendor that wants a key is asked without one. */
export function connect(options: ConnectionOptions, endpoint: Endpoint): Connection {
  // Keys from files end with a line break, which HTTP does not allow.
  const { keyVariable = "", wantsKey } = endpoint;
  const apiKey = options.apiKey?.trim() || (keyVariable === "" ? undefined : readEnvironment(keyVariable));
  const headers = options.headers ?? {};
  if (apiKey === undefined && wantsKey !== undefined && !bringsCredential(headers)) {
    throw new ConfigError(
      "MODEL_KEY_MISSING",
      `${wantsKey} needs an API key. Set the variable ${keyVariable} or give the option apiKey; for a local server give baseURL.`,
    );
  }
  refuseUnsendable({ ...headers, Authorization: apiKey }, "apiKey and headers");
  refuseUnsendable({ organization: options.organization, project: options.project }, "organization and project");
  const client = new OpenAI({
    // The SDK insists on a key; without one the header is taken out again below.
    apiKey: apiKey ?? "none",
    adminAPIKey: null,
    baseURL: endpoint.baseURL,
    defaultHeaders: apiKey === undefined ? { Authorization: null, ...headers } : headers,
    // The loop retries, and only before the first delta.
    maxRetries: 0,
    timeout: NO_TIMEOUT_MS,
    // Its warnings could hold what must not be in a log.
    logLevel: "off",
    // The SDK guards keys in browsers; where there is none, there is nothing to guard.
    dangerouslyAllowBrowser: apiKey === undefined,
    ...ofAccount("organization", options.organization, endpoint),
    ...ofAccount("project", options.project, endpoint),
  });
  return { client, hasKey: apiKey !== undefined || bringsCredential(headers) };
}

const bringsCredential = (headers: Readonly<Record<string, string>>): boolean =>
  Object.keys(headers).some((name) => ["authorization", "api-key"].includes(name.toLowerCase()));

/**
 * Says in time that HTTP does not allow something: the platform's own error repeats the value, which may be the key, and
 * comes back from the SDK as a failed connection.
 */
function refuseUnsendable(values: Readonly<Record<string, string | undefined>>, options: string): void {
  try {
    for (const [name, value] of Object.entries(values)) if (value !== undefined) new Headers([[name, value]]);
  } catch {
    throw new ConfigError(
      "INVALID_CONFIG",
      `The options ${options} hold signs that HTTP headers cannot carry, such as a line break. Check them, and the ` +
        "variables they come from.",
    );
  }
}

/** Left out, the SDK reads the environment: right at OpenAI, nobody else's business. */
function ofAccount(
  name: "organization" | "project",
  value: string | undefined,
  { isOpenAI }: Endpoint,
): Partial<Record<"organization" | "project", string | null>> {
  if (value !== undefined) return { [name]: value };
  return isOpenAI ? {} : { [name]: null };
}
