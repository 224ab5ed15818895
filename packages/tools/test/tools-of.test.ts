import { isDefinableError } from "@definable/spec";
import { expect, test } from "vitest";
import { z } from "zod";
import { callTool, tool, toolsOf } from "../src/index.ts";

const empty = z.object({});

class Base {
  @tool({ description: "First.", inputSchema: empty })
  first(): string {
    return "base first";
  }
  @tool({ description: "Second.", inputSchema: empty })
  second(): string {
    return "base second";
  }
}

const names = (instance: object): string[] => toolsOf(instance).map(({ name }) => name);

test("inherited tools come first, in order of declaration", () => {
  class Derived extends Base {
    @tool({ description: "Third.", inputSchema: empty })
    third(): string {
      return "derived third";
    }
  }
  expect(names(new Derived())).toEqual(["first", "second", "third"]);
  expect(names(new Base())).toEqual(["first", "second"]);
});

test("an override without decorator is what the inherited tool calls", async () => {
  class Derived extends Base {
    override first(): string {
      return `derived, then ${super.first()}`;
    }
  }
  const [first] = toolsOf(new Derived());
  expect(first && (await callTool(first, {}))).toBe("derived, then base first");
});

test("an override with decorator replaces the inherited tool in its place", () => {
  class Derived extends Base {
    @tool({ name: "first_better", description: "Better.", inputSchema: empty })
    override first(): string {
      return "better";
    }
  }
  expect(names(new Derived())).toEqual(["first_better", "second"]);
});

test("private methods of one name in a class and its subclass are two tools", async () => {
  class Outer {
    @tool({ name: "outer", description: "Outer.", inputSchema: empty })
    #go(): string {
      return "outer";
    }
    use(): string {
      return this.#go();
    }
  }
  class Inner extends Outer {
    @tool({ name: "inner", description: "Inner.", inputSchema: empty })
    #go(): string {
      return "inner";
    }
    override use(): string {
      return this.#go();
    }
  }
  const tools = toolsOf(new Inner());
  expect(await Promise.all(tools.map((each) => callTool(each, {})))).toEqual(["outer", "inner"]);
});

test("the same instance gives the same tools", () => {
  const instance = new Base();
  expect(toolsOf(instance)[0]).toBe(toolsOf(instance)[0]);
});

test("the tools do not show in the instance", () => {
  expect(Object.keys(new Base())).toEqual([]);
  expect(JSON.stringify(new Base())).toBe("{}");
});

test("an object without decorated methods is refused", () => {
  expect(() => toolsOf({})).toThrow(/an object without a method that is decorated with @tool/);
});

test("a class is refused with the hint to make an instance", () => {
  const attempt = (): unknown => toolsOf(Base);
  expect(attempt).toThrow(/the class Base: give an instance, toolsOf\(new Base\(\.\.\.\)\)/);
  expect(attempt).toThrow(expect.objectContaining({ code: "INVALID_TOOL" }));
  expect(attempt).toThrow(expect.toSatisfy(isDefinableError));
});
