import { problem } from "./errors/problem.ts";
import { failure, failureOf } from "./errors/failure.ts";
import type { HttpScope } from "./http-scope.ts";
import type { Incoming } from "./incoming.ts";
import { ROUTES, findRoute } from "./route-table.ts";

/** Answers one request: who may call, which route, or the fallback. Never rejects. */
export async function answer(scope: HttpScope, incoming: Incoming): Promise<Response> {
  try {
    scope.checkCaller(incoming);
    const response = await routed(scope, incoming);
    return incoming.method === "HEAD" && response.body !== null ? withoutBody(response) : response;
  } catch (error) {
    return failureOf(error, scope.logger);
  }
}

async function routed(scope: HttpScope, incoming: Incoming): Promise<Response> {
  const { method, url } = incoming;
  const match = findRoute(url.pathname, method);
  if (match === undefined) return (await scope.fallback?.(incoming.request())) ?? notFound(scope, url);
  const { route, runId } = match;
  if (route !== undefined) return route.answer({ scope, incoming, runId, routes: ROUTES });
  const allow = match.methods.join(", ");
  const detail = `${url.pathname} takes ${allow}, not ${method}.`;
  return failure(problem("METHOD_NOT_ALLOWED", detail), scope.logger, { allow });
}

function notFound(scope: HttpScope, url: URL): Response {
  const detail = `There is nothing at ${url.pathname.slice(0, 200)}. GET /openapi.json lists the routes.`;
  return failure(problem("NOT_FOUND", detail), scope.logger);
}

function withoutBody(response: Response): Response {
  void response.body?.cancel().catch(() => undefined);
  return new Response(null, { status: response.status, headers: response.headers });
}
