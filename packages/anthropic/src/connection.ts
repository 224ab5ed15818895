import Anthropic from "@anthropic-ai/sdk";
import { ConfigError } from "@definable/spec";
import { readEnvironment } from "./environment.ts";

/** Where the vendor is and who asks. */
export interface ConnectionOptions {
  /**
   * Default: the variable ANTHROPIC_API_KEY, read at the first request. That key is only sent to Anthropic and to the
   * server in ANTHROPIC_BASE_URL: with the option `baseURL`, give the key of that server here, or none if it wants none.
   */
  readonly apiKey?: string | undefined;
  /** Another server that speaks the Messages API, up to where `/v1` begins. Default: ANTHROPIC_BASE_URL, else Anthropic. */
  readonly baseURL?: string | undefined;
  /** Sent with every request, such as `anthropic-beta`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The server that is asked. */
export interface Endpoint {
  readonly baseURL: string;
  /** Anthropic itself. */
  readonly isAnthropic: boolean;
  /** Whether ANTHROPIC_API_KEY is meant for it. */
  readonly isOwn: boolean;
}

/** A client of the SDK, and whether it sends a key. */
export interface Connection {
  readonly client: Anthropic;
  readonly hasKey: boolean;
}

/** The SDK cannot do without: as long as a timer can count. */
const NO_TIMEOUT_MS = 2_147_483_647;

const ANTHROPIC_URL = "https://api.anthropic.com";

/** Finds the server. Throws `INVALID_CONFIG` when the base URL is none. */
export function endpointOf(option: string | undefined): Endpoint {
  const baseURL = option ?? readEnvironment("ANTHROPIC_BASE_URL") ?? ANTHROPIC_URL;
  if (!URL.canParse(baseURL)) {
    const where = option === undefined ? "The variable ANTHROPIC_BASE_URL" : "The option baseURL";
    // Not shown: people put keys into URLs.
    throw new ConfigError("INVALID_CONFIG", `${where} is not a URL. Give one such as https://gateway.example.org.`);
  }
  const { hostname } = new URL(baseURL);
  const isAnthropic = hostname === "anthropic.com" || hostname.endsWith(".anthropic.com");
  return { baseURL, isAnthropic, isOwn: isAnthropic || option === undefined };
}

/** Makes the SDK's client. Throws `MODEL_KEY_MISSING` when Anthropic itself is asked without a key. */
export function connect(options: ConnectionOptions, endpoint: Endpoint): Connection {
  // Keys from files end with a line break, which HTTP does not allow.
  const apiKey = options.apiKey?.trim() || (endpoint.isOwn ? readEnvironment("ANTHROPIC_API_KEY") : undefined);
  const headers = options.headers ?? {};
  if (apiKey === undefined && endpoint.isAnthropic && !bringsCredential(headers)) {
    throw new ConfigError(
      "MODEL_KEY_MISSING",
      "Anthropic needs an API key. Set the variable ANTHROPIC_API_KEY or give the option apiKey; for another server give baseURL.",
    );
  }
  refuseUnsendable({ ...headers, Authorization: apiKey }, "apiKey and headers");
  const client = new Anthropic({
    // Without a key the SDK looks for one in the environment and on the disk; the header is taken out again below.
    apiKey: apiKey ?? "none",
    baseURL: endpoint.baseURL,
    defaultHeaders: { ...ambientHeaders(endpoint), ...keyHeaders(apiKey, endpoint), ...headers },
    // The loop retries, and only before the first delta.
    maxRetries: 0,
    timeout: NO_TIMEOUT_MS,
    // Its warnings could hold what must not be in a log.
    logLevel: "off",
    // Spans hold what was asked and said, and are the application's to make.
    openTelemetry: false,
    // The SDK guards keys in browsers; where there is none, there is nothing to guard.
    dangerouslyAllowBrowser: apiKey === undefined,
  });
  return { client, hasKey: apiKey !== undefined || bringsCredential(headers) };
}

const bringsCredential = (headers: Readonly<Record<string, string>>): boolean =>
  Object.keys(headers).some((name) => ["authorization", "x-api-key"].includes(name.toLowerCase()));

/** Other servers may know only the header in which the vendor's key used to come. */
function keyHeaders(apiKey: string | undefined, { isAnthropic }: Endpoint): Record<string, string | null> {
  if (apiKey === undefined) return { Authorization: null };
  return isAnthropic ? {} : { "x-api-key": apiKey };
}

/** The SDK sends the headers in ANTHROPIC_CUSTOM_HEADERS: right at Anthropic, nobody else's business. */
function ambientHeaders({ isOwn }: Endpoint): Record<string, null> {
  if (isOwn) return {};
  const lines = readEnvironment("ANTHROPIC_CUSTOM_HEADERS")?.split("\n") ?? [];
  const names = lines.filter((line) => line.includes(":")).map((line) => line.slice(0, line.indexOf(":")).trim());
  return Object.fromEntries(names.map((name) => [name, null]));
}

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
