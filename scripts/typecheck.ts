import { runStep } from "./step.ts";
import { typescriptProjects } from "./typescript-projects.ts";

process.exitCode = (await runStep("typecheck", "tsc", ["-b", ...typescriptProjects()])).code;
