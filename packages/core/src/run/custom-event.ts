import { InputError } from "@definable/spec";
import type { JsonValue } from "@definable/spec";
import type { ToldOf } from "./told.ts";

/** What an `emit` tells, with a copy of the data: events are JSON, and who sent it may go on to change it. */
export function customEvent(name: string, data: JsonValue): ToldOf<"CustomEvent"> {
  try {
    const copy: JsonValue = JSON.parse(JSON.stringify(data));
    return { event: "CustomEvent", name, data: copy };
  } catch (cause) {
    throw new InputError(
      "INVALID_INPUT",
      `The data of ctx.emit("${name}") must be JSON, such as text, numbers and lists.`,
      { cause },
    );
  }
}
