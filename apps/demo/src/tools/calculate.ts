import { tool } from "@definable/core";
import type { Tool } from "@definable/core";
import { z } from "zod";
import { evaluate } from "../arithmetic/evaluate.ts";
import { writeRational } from "../arithmetic/write-rational.ts";

const NUMBER = "(?:\\d+(?:,\\d{3})*(?:\\.\\d+)?(?:[eE][-+]?\\d+)?|\\.\\d+)";
const AFTER = "(?:\\s*(?:%|\\)|\\b(?:percent|per cent|squared|cubed)\\b))";
const OPERAND = `(?:[-+−(]\\s*)*${NUMBER}`;
const SIGN = "\\s*(?:[-+*/^×÷−]|\\b(?:plus|minus|times|multiplied by|divided by|over|to the power of|of|x)\\b)\\s*";

/** Shows where an expression stands in a sentence. What is wrong with one is told by the parser, in words. */
const EXPRESSION = `^${OPERAND}(?:${AFTER}*(?:${SIGN}${OPERAND}${AFTER}*)+|${AFTER}+)$`;

const inputSchema = z.object({
  expression: z
    .string()
    .describe("The expression as it was given: numbers with + - * / ^, parentheses, percent and thousands separators.")
    .meta({ examples: ["17.5% of 2,480", "(3 + 4) * 2^10", "12 times 8"], pattern: EXPRESSION }),
});

/** Exact arithmetic, for sums that a language model would get wrong. */
export const calculate: Tool<{ readonly expression: string }, string, unknown> = tool({
  name: "calculate",
  description:
    "Works out arithmetic exactly: add, subtract, multiply, divide, powers and percent, as on a calculator. Use it for every calculation, sum, product or share.",
  inputSchema,
  effect: "read",
  execute: async ({ expression }) => {
    const written = writeRational(evaluate(expression));
    const question = expression.trim().replace(/[=?\s]+$/, "");
    const exact = written.exact === question ? question : `${question} = ${written.exact}`;
    return written.about === undefined ? exact : `${exact} ≈ ${written.about}`;
  },
});
