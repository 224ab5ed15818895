import { problem } from "./errors/problem.ts";
import { failure, failureOf } from "./errors/failure.ts";
import type { HttpAnswer } from "./http-answer.ts";
import type { HttpScope } from "./http-scope.ts";
import type { Incoming } from "./incoming.ts";
import { ROUTES, findRoute } from "./route-table.ts";

/** Answers one request: who may call, which route, or the fallback, whose `Response` is passed on. Never rejects. */
export async function answer(scope: HttpScope, incoming: Incoming): Promise<HttpAnswer | Response> {
  try {
    scope.checkCaller(incoming);
    return await routed(scope, incoming);
  } catch (error) {
    return failureOf(error, scope.logger);
  }
}

function routed(scope: HttpScope, incoming: Incoming): Promise<HttpAnswer | Response> | HttpAnswer {
  const { method, pathname } = incoming;
  const match = findRoute(pathname, method);
  if (match === undefined) return fallBack(scope, incoming);
  const { route, runId } = match;
  if (route !== undefined) return route.answer({ scope, incoming, runId, routes: ROUTES });
  const allow = match.methods.join(", ");
  const detail = `${pathname} takes ${allow}, not ${method}.`;
  return failure(problem("METHOD_NOT_ALLOWED", detail), scope.logger, { allow });
}

async function fallBack({ fallback, logger }: HttpScope, incoming: Incoming): Promise<HttpAnswer | Response> {
  const response = await fallback?.(incoming.request());
  if (response !== undefined) {
    return incoming.method === "HEAD" && response.body !== null ? withoutBody(response) : response;
  }
  const detail = `There is nothing at ${incoming.pathname.slice(0, 200)}. GET /openapi.json lists the routes.`;
  return failure(problem("NOT_FOUND", detail), logger);
}

function withoutBody(response: Response): Response {
  void response.body?.cancel().catch(() => undefined);
  return new Response(null, { status: response.status, headers: response.headers });
}
