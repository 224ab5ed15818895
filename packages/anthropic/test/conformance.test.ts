import { test } from "vitest";
import { anthropicVendor, modelConformance } from "@definable/testing";
import { Claude } from "../src/index.ts";

const vendor = anthropicVendor("Claude", (connection) => new Claude({ id: "claude-opus-5-5", ...connection }));
for (const { name, run } of modelConformance(vendor)) test(name, run);
