import { problem } from "./errors/problem.ts";
import { failure, failureOf } from "./errors/failure.ts";
import type { HttpScope } from "./http-scope.ts";
import { ROUTES, findRoute } from "./route-table.ts";

/** Answers one request: who may call, which route, or the fallback. Never rejects. */
export async function answer(scope: HttpScope, request: Request): Promise<Response> {
  try {
    scope.checkCaller(request);
    const response = await routed(scope, request);
    return request.method === "HEAD" && response.body !== null ? withoutBody(response) : response;
  } catch (error) {
    return failureOf(error, scope.logger);
  }
}

async function routed(scope: HttpScope, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const match = findRoute(url.pathname, request.method);
  if (match === undefined) return (await scope.fallback?.(request)) ?? notFound(scope, url);
  const { route, runId } = match;
  if (route !== undefined) return route.answer({ scope, request, url, runId, routes: ROUTES });
  const allow = match.methods.join(", ");
  const detail = `${url.pathname} takes ${allow}, not ${request.method}.`;
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
