import type { JsonObject, SchemaIssue, StandardSchema } from "@definable/spec";

/** A schema of an object whose fields are all text; a name that ends with a question mark may be left out. */
export function textSchema(fields: Readonly<Record<string, string>>): StandardSchema {
  const all = Object.entries(fields).map(([key, description]) => {
    const isOptional = key.endsWith("?");
    return { name: isOptional ? key.slice(0, -1) : key, description, isOptional };
  });
  const schema: JsonObject = {
    type: "object",
    properties: Object.fromEntries(all.map(({ name, description }) => [name, { type: "string", description }])),
    required: all.filter(({ isOptional }) => !isOptional).map(({ name }) => name),
    additionalProperties: false,
  };
  const issuesOf = (value: object): readonly SchemaIssue[] => [
    ...all.flatMap(({ name, isOptional }) => {
      const given: unknown = Reflect.get(value, name);
      if (typeof given === "string" || (isOptional && given === undefined)) return [];
      return [{ message: "must be a text", path: [name] }];
    }),
    ...Object.keys(value)
      .filter((key) => !all.some(({ name }) => name === key))
      .map((key) => ({ message: "is not a field of this tool", path: [key] })),
  ];
  return {
    "~standard": {
      version: 1,
      vendor: "definable",
      validate: (value) => {
        if (typeof value !== "object" || value === null) return { issues: [{ message: "must be an object" }] };
        const issues = issuesOf(value);
        return issues.length === 0 ? { value } : { issues };
      },
      jsonSchema: { input: () => schema, output: () => schema },
    },
  };
}
