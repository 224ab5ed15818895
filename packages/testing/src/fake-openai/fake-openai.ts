import { openServer } from "../fake-server/open-server.ts";
import type { FakeServer, ServerOptions } from "../fake-server/fake-server.ts";
import { handleRequest } from "./routes.ts";
import { failure } from "./script/failure.ts";
import type { FakeStep } from "./script/step.ts";

/** How a fake server behaves. */
export type FakeOpenAIOptions = ServerOptions<FakeStep>;

/** A running fake server. Its `baseURL` ends with `/v1`. */
export type FakeOpenAI = FakeServer<FakeStep>;

/**
 * Starts a server on a real port that speaks OpenAI's Chat Completions and Responses as the vendor does, errors and
 * accidents included. For tests of whatever calls that API; give it the `baseURL`. Rejects when the port is taken.
 */
export async function fakeOpenAI(options: FakeOpenAIOptions = {}): Promise<FakeOpenAI> {
  return openServer(options, {
    server: "fakeOpenAI()",
    basePath: "/v1",
    maxBodyBytes: 64 * 1024 * 1024,
    handle: handleRequest,
    refuse: (message) => failure({ status: 500, message, type: "fake_openai_error", shouldRetry: false }),
  });
}
