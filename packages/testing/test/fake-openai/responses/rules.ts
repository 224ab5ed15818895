import { fakeOpenAI } from "../../../src/fake-openai/fake-openai.ts";
import { reply } from "../../../src/fake-openai/script/reply.ts";
import { failureOf, sdk } from "../sdk.ts";

/** Sends a body that the types of the vendor's client need not allow, with that client. Undefined when it is taken. */
export async function refusalOf(body: object): Promise<unknown> {
  await using server = await fakeOpenAI({ script: [reply({ text: "taken" })] });
  const call = sdk(server).post("/responses", { body: { model: "gpt-5", input: "Hello", ...body } });
  const taken = await call.then(
    () => true,
    () => false,
  );
  if (taken) server.assertDone();
  return taken ? undefined : failureOf(call);
}
