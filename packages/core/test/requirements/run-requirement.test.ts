import type { Requirement } from "@definable/spec";
import { expect, test } from "vitest";
import { RunRequirement } from "../../src/index.ts";

const plain: Requirement = {
  id: "r",
  kind: "confirmation",
  state: "pending",
  createdAt: 5,
  toolExecution: { toolCallId: "c", toolName: "write", toolArgs: { text: "one" }, status: "waiting", turn: 1 },
};

test("it waits until it is answered", () => {
  const requirement = new RunRequirement(plain);
  expect(requirement).toMatchObject({ isResolved: false, needsConfirmation: true, decision: undefined });

  requirement.confirm();

  expect(requirement).toMatchObject({ isResolved: true, needsConfirmation: false });
});

test("its answer is a decision that names it", () => {
  const requirement = new RunRequirement(plain);

  requirement.confirm();
  expect(requirement.decision).toEqual({ requirementId: "r", action: "confirm" });
  requirement.confirm({ args: { text: "two" } });
  expect(requirement.decision).toEqual({ requirementId: "r", action: "confirm", args: { text: "two" } });
  requirement.reject();
  expect(requirement.decision).toEqual({ requirementId: "r", action: "reject" });
  requirement.reject("No.");
  expect(requirement.decision).toEqual({ requirementId: "r", action: "reject", note: "No." });
});

test("its JSON is the plain requirement, with the answer as a note", () => {
  const requirement = new RunRequirement(plain);
  expect(requirement.toJSON()).toEqual(plain);

  requirement.reject("No.");

  expect(JSON.parse(JSON.stringify(requirement))).toEqual({
    ...plain,
    decision: { requirementId: "r", action: "reject", note: "No." },
  });
});

test("a requirement that was carried out takes no other answer", () => {
  const requirement = new RunRequirement({ ...plain, state: "resolved" });

  expect(() => requirement.confirm()).toThrow(expect.objectContaining({ code: "REQUIREMENT_RESOLVED" }));
});

test("a requirement of another kind takes no confirmation", () => {
  const requirement = new RunRequirement({ ...plain, kind: "externalExecution" });

  expect(() => requirement.confirm()).toThrow(expect.objectContaining({ code: "INVALID_DECISION" }));
});
