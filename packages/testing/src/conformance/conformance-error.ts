import { InternalError } from "@definable/spec";

/** An adapter does not behave as every model must. The message says what was expected and what was found. */
export class ConformanceError extends InternalError {
  constructor(message: string) {
    super("INTERNAL", message);
  }
}
