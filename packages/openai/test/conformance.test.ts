import { test } from "vitest";
import { modelConformance, openAIVendor } from "@definable/testing";
import { OpenAIChat } from "../src/index.ts";

const vendor = openAIVendor("OpenAIChat", (connection) => new OpenAIChat({ id: "gpt-4o", ...connection }));
for (const { name, run } of modelConformance(vendor)) test(name, run);
