import { isDefinableError } from "@definable/core";
import { startDemo } from "./start-demo.ts";

try {
  const { greeting } = await startDemo(process.env);
  console.log(greeting);
} catch (error) {
  // What the person can mend is said in words; anything else is a mistake of ours, and its stack helps.
  console.error(isDefinableError(error) ? `\n  ${error.message}\n` : error);
  if (isDefinableError(error) && error.code === "PORT_IN_USE") {
    console.error("  For another port put PORT=8001 before the command.\n");
  }
  process.exitCode = 1;
}
