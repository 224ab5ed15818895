import { fakeAnthropic } from "../../src/fake-anthropic/fake-anthropic.ts";
import type { FakeAnthropicOptions } from "../../src/fake-anthropic/fake-anthropic.ts";
import { reply } from "../../src/fake-anthropic/script/reply.ts";
import { failureOf, hello, MODEL, sdk } from "./sdk.ts";

/** Sends a body that the types of the vendor's client need not allow, with that client. Undefined when it is taken. */
export async function refusalOf(body: object, options: FakeAnthropicOptions = {}): Promise<unknown> {
  await using server = await fakeAnthropic({ script: [reply({ text: "taken" })], ...options });
  const call = sdk(server).post("/v1/messages", {
    body: { model: MODEL, max_tokens: 1000, messages: hello, ...body },
  });
  const taken = await call.then(
    () => true,
    () => false,
  );
  if (taken) server.assertDone();
  return taken ? undefined : failureOf(call);
}
