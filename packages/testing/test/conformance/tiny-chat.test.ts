import { modelConformance, openAIVendor } from "@definable/testing";
import { it } from "vitest";
import { TinyChat } from "./tiny-chat.ts";

const driver = openAIVendor("TinyChat", (connection) => new TinyChat(connection));
for (const { name, run } of modelConformance(driver)) it(name, run);
