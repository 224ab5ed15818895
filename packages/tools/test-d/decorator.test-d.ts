import type { Tool, ToolContext } from "@definable/spec";
import { expectTypeOf, test } from "vitest";
import { z } from "zod";
import { tool, toolsOf } from "../src/index.ts";

const description = "d";
const inputSchema = z.object({ city: z.string() });

test("a method that fits its schema compiles, with the context or without, with private fields", () => {
  class Fits {
    #count = 0;
    @tool({ description, inputSchema })
    exact({ city }: { city: string }): string {
      return `${city}${this.#count}`;
    }
    @tool({ description, inputSchema, requiresConfirmation: (input) => input.city === "Rome" })
    async wider(input: { city: string | number }, ctx: ToolContext): Promise<string> {
      return `${input.city}${ctx.callId}`;
    }
    @tool({ description, inputSchema })
    none(): void {}
    @tool({ description, inputSchema })
    withDependencies(_input: { city: string }, ctx: ToolContext<{ db: string }>): string {
      return ctx.dependencies.db;
    }
  }
  expectTypeOf(new Fits().exact({ city: "Rome" })).toBeString();
});

test("a method that does not fit its schema does not compile", () => {
  class Unfit {
    // @ts-expect-error the schema gives a string
    @tool({ description, inputSchema })
    wrongType({ city }: { city: number }): number {
      return city;
    }
    // @ts-expect-error the schema gives no country
    @tool({ description, inputSchema })
    tooMuch({ country }: { city: string; country: string }): string {
      return country;
    }
    // @ts-expect-error the second parameter is the context
    @tool({ description, inputSchema })
    wrongContext(_input: { city: string }, ctx: string): string {
      return ctx;
    }
    // @ts-expect-error not a method
    @tool({ description, inputSchema })
    field = (): string => "";
  }
  void Unfit;
});

test("the tools of an instance fit into any list of tools", () => {
  expectTypeOf(toolsOf({})).toEqualTypeOf<readonly Tool<never, unknown, unknown>[]>();
  const list: readonly Tool<never, unknown, { db: string }>[] = toolsOf({});
  void list;
});
