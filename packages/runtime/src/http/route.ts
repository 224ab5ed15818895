import type { JsonObject } from "@definable/spec";
import type { HttpAnswer } from "./http-answer.ts";
import type { HttpScope } from "./http-scope.ts";
import type { Incoming } from "./incoming.ts";

/** One request on its way through a route. */
export interface RouteCall {
  readonly scope: HttpScope;
  readonly incoming: Incoming;
  /** The `:runId` of the path; empty for routes without one. */
  readonly runId: string;
  /** The whole table, for the route that describes it. */
  readonly routes: readonly Route[];
}

/** One row of the route table: where it is, what it does, and how OpenAPI describes it. */
export interface Route {
  readonly method: "GET" | "POST";
  /** Segments; `:runId` stands for any one. */
  readonly path: string;
  readonly operation: JsonObject;
  readonly answer: (call: RouteCall) => Promise<HttpAnswer> | HttpAnswer;
}
