import type { ToolContext } from "@definable/spec";
import { transform } from "esbuild";
import { expect, test } from "vitest";
import { z } from "zod";
import { callTool, tool, toolsOf } from "../src/index.ts";
import type { Tool } from "@definable/spec";

class Notes {
  #notes = new Map<string, string>();

  @tool({
    description: "Writes a note.",
    inputSchema: z.object({ title: z.string(), text: z.string() }),
    sequential: true,
  })
  write({ title, text }: { title: string; text: string }): string {
    this.#notes.set(title, text);
    return `${this.#notes.size} notes`;
  }

  @tool({ name: "read_note", description: "Reads a note.", inputSchema: z.object({ title: z.string() }) })
  async read({ title }: { title: string }, ctx: ToolContext): Promise<string> {
    return `${ctx.callId}: ${this.#notes.get(title) ?? "none"}`;
  }
}

function named(tools: readonly Tool<never, unknown, unknown>[], name: string): Tool<never, unknown, unknown> {
  const found = tools.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no tool ${name}`);
  return found;
}

test("decorated methods become tools, named after the method unless told otherwise", () => {
  const tools = toolsOf(new Notes());
  expect(tools.map(({ name }) => name)).toEqual(["write", "read_note"]);
  expect(tools[0]).toMatchObject({ description: "Writes a note.", sequential: true });
});

test("a tool is bound to its instance, private fields included", async () => {
  const [mine, yours] = [new Notes(), new Notes()];
  await callTool(named(toolsOf(mine), "write"), { title: "a", text: "mine" });
  expect(await callTool(named(toolsOf(mine), "read_note"), { title: "a" })).toBe("call_1: mine");
  expect(await callTool(named(toolsOf(yours), "read_note"), { title: "a" })).toBe("call_1: none");
});

test("the method itself can still be called", () => {
  expect(new Notes().write({ title: "a", text: "b" })).toBe("1 notes");
});

test("a bound tool stays bound when it is changed", async () => {
  const write = named(toolsOf(new Notes()), "write").with({ name: "save" });
  expect(await callTool(write, { title: "a", text: "b" })).toBe("1 notes");
});

test("a private method can be a tool", async () => {
  class Vault {
    #code = "1234";
    @tool({ description: "Opens the vault.", inputSchema: z.object({ code: z.string() }) })
    #open({ code }: { code: string }): boolean {
      return code === this.#code;
    }
    use(): boolean {
      return this.#open({ code: "" });
    }
  }
  const open = named(toolsOf(new Vault()), "open");
  expect(await callTool(open, { code: "1234" })).toBe(true);
});

test("a bad tool is refused when the class is defined", () => {
  expect(() => {
    class Bad {
      @tool({ description: "", inputSchema: z.object({}) })
      search(): string {
        return "";
      }
    }
    return Bad;
  }).toThrow(/Tool "search" has no description/);
});

test("a method whose name no vendor takes must be given another", () => {
  const search = Symbol("search");
  const define = (name?: string): unknown =>
    class {
      @tool({ name, description: "Searches.", inputSchema: z.object({}) })
      [search](): string {
        return "found";
      }
    };
  expect(() => define()).toThrow(/Symbol\(search\) needs a name/);
  expect(() => define("search")).not.toThrow();
});

test("static methods, fields and classes are refused", () => {
  const decorate = tool({ description: "Does it.", inputSchema: z.object({}) }) as (...given: unknown[]) => void;
  expect(() => decorate(() => {}, { kind: "method", name: "go", static: true })).toThrow(/put on a static method/);
  expect(() => decorate(undefined, { kind: "field", name: "go", static: false })).toThrow(/put on a field/);
  expect(() => decorate(class {}, { kind: "class", name: "Go" })).toThrow(/put on a class/);
});

test("a compiler with experimentalDecorators gets an error that names it", async () => {
  const source = `export function define(tool, inputSchema) {
    class Old { @tool({ description: "Does it.", inputSchema }) go() {} }
  }`;
  const { code } = await transform(source, {
    loader: "ts",
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
  });
  const { define } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  expect(() => define(tool, z.object({}))).toThrow(/Remove experimentalDecorators from tsconfig\.json/);
});
