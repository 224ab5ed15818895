import { fakeOpenAI, openAIReply } from "@definable/testing";
import { expect, test } from "vitest";
import { chooseModel } from "../src/choose-model.ts";
import { demoAgent } from "../src/demo-agent.ts";
import { ask } from "./support/ask.ts";
import { demoFolders } from "./support/demo-folders.ts";

test("a model from the environment is given the tools, and calls them", async () => {
  await using folders = await demoFolders();
  await using vendor = await fakeOpenAI({
    script: [
      openAIReply({
        toolCalls: [
          { name: "calculate", arguments: { expression: "17.5% of 2,480" } },
          { name: "write_note", arguments: { title: "Tip", text: "434" } },
        ],
      }),
      openAIReply({ text: "It is 434, and noted." }),
    ],
  });
  const { model } = await chooseModel({ OPENAI_BASE_URL: vendor.baseURL, DEFINABLE_MODEL: "local" });

  const { output } = await ask(demoAgent({ model, ...folders }), "the tip, please");

  expect(output.content).toBe("It is 434, and noted.");
  expect(output.tools.map(({ result }) => result)).toEqual([
    "17.5% of 2,480 = 434",
    'The note "Tip" is saved as notes/tip.md.',
  ]);
  expect(await folders.note("tip.md")).toBe("# Tip\n\n434\n");
  vendor.assertDone();
});
