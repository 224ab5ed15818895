import { test } from "vitest";
import { modelConformance, openAIResponsesVendor, openAIVendor } from "@definable/testing";
import { OpenAIChat, OpenAIResponses } from "../src/index.ts";

const chat = openAIVendor("OpenAIChat", (connection) => new OpenAIChat({ id: "gpt-4o", ...connection }));
const responses = openAIResponsesVendor(
  "OpenAIResponses",
  (connection) => new OpenAIResponses({ id: "gpt-5", ...connection }),
);
for (const vendor of [chat, responses]) for (const { name, run } of modelConformance(vendor)) test(name, run);
