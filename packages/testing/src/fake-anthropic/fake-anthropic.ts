import { openServer } from "../fake-server/open-server.ts";
import type { FakeServer, ServerOptions } from "../fake-server/fake-server.ts";
import { handleRequest } from "./routes.ts";
import { failure } from "./script/failure.ts";
import type { FakeStep } from "./script/step.ts";

/** How a fake server behaves. */
export type FakeAnthropicOptions = ServerOptions<FakeStep>;

/** A running fake server. Its `baseURL` has no path: clients add `/v1/messages`. */
export type FakeAnthropic = FakeServer<FakeStep>;

/**
 * Starts a server on a real port that speaks Anthropic's Messages API as the vendor does, errors and accidents included.
 * For tests of whatever calls that API; give it the `baseURL`. Rejects when the port is taken.
 */
export async function fakeAnthropic(options: FakeAnthropicOptions = {}): Promise<FakeAnthropic> {
  return openServer(options, {
    server: "fakeAnthropic()",
    basePath: "",
    maxBodyBytes: 32 * 1024 * 1024,
    handle: handleRequest,
    refuse: (message) => failure({ status: 500, message, type: "fake_anthropic_error", shouldRetry: false }),
  });
}
