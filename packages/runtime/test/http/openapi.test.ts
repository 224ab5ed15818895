import type { JsonObject, JsonValue } from "@definable/spec";
import { expect, test } from "vitest";
import { isList, isObject } from "../../src/http/body/fields.ts";
import { NOT_YET_FIELDS, RUN_FIELDS } from "../../src/http/body/run-body.ts";
import { openapiDocument } from "../../src/http/openapi/document.ts";
import { ROUTES } from "../../src/http/route-table.ts";
import { jsonIn } from "../support/requests.ts";
import { served } from "../support/served.ts";

const document: JsonObject = openapiDocument("Weather", ROUTES);

/** The value at a path such as `#/components/schemas/Problem`. */
function at(pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = document;
  for (const key of pointer.slice(2).split("/")) {
    value = isObject(value) ? value[key.replaceAll("~1", "/")] : undefined;
  }
  return value;
}

function objectAt(pointer: string): JsonObject {
  const value = at(pointer);
  if (!isObject(value)) throw new Error(`No object at ${pointer}`);
  return value;
}

/** Every `$ref` of a value. */
function refs(value: JsonValue | undefined): readonly string[] {
  if (isList(value)) return value.flatMap(refs);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "$ref" && typeof inner === "string" ? [inner] : refs(inner),
  );
}

test("given the server, when asked, then the document comes with the agent's name", async () => {
  await using server = await served([], { agent: { name: "Weather" } });

  expect(await jsonIn(await fetch(`${server.url}/openapi.json`))).toEqual(document);
});

test("given the route table, when described, then every route is there and nothing else", () => {
  const described = Object.entries(objectAt("#/paths"));
  const methods = ROUTES.map(({ method, path }) => `${method.toLowerCase()} ${path.replace(":runId", "{runId}")}`);

  expect(document["openapi"]).toBe("3.1.0");
  expect(document["info"]).toMatchObject({ title: "Weather", version: "1" });
  expect(
    described.flatMap(([path, item]) => Object.keys(item ?? {}).map((method) => `${method} ${path}`)).toSorted(),
  ).toEqual(methods.toSorted());
});

test.each(ROUTES)("given the operation of $method $path, when looked at, then it is whole", ({ operation, path }) => {
  const { operationId, summary, responses, parameters } = operation;

  expect(operationId).toMatch(/^[a-z][A-Za-z]+$/);
  expect(summary).toBeTypeOf("string");
  expect(Object.keys(isObject(responses) ? responses : {})).toContain("200");
  for (const [status, response] of Object.entries(isObject(responses) ? responses : {})) {
    expect(status).toMatch(/^[2-5]\d\d$/);
    expect(response).toMatchObject({ description: expect.any(String), content: expect.any(Object) });
  }
  expect(refs(parameters).includes("#/components/parameters/runId")).toBe(path.includes(":runId"));
});

test("given the whole document, when its references are followed, then each leads somewhere and each part is used", () => {
  const used = new Set(refs(document));

  expect([...used].filter((ref) => at(ref) === undefined)).toEqual([]);
  const schemas = Object.keys(objectAt("#/components/schemas"));
  expect(schemas.filter((name) => !used.has(`#/components/schemas/${name}`))).toEqual([]);
});

test("given the operations, when their ids are compared, then each is unique", () => {
  const ids = ROUTES.map(({ operation }) => operation["operationId"]);

  expect(new Set(ids).size).toBe(ids.length);
});

test("given the body of a run, when compared, then the document has the fields that the server takes", () => {
  const fields = Object.keys(objectAt("#/components/schemas/RunBody/properties"));

  expect(fields.toSorted()).toEqual([...RUN_FIELDS].toSorted());
  expect(RUN_FIELDS.filter((name) => NOT_YET_FIELDS.includes(name))).toEqual([]);
});
