import { InputError } from "@definable/spec";
import { MAX_ID_LENGTH } from "./limits.ts";
import { cancelRun } from "./routes/cancel-run.ts";
import { continueRun } from "./routes/continue-run.ts";
import { createRun } from "./routes/create-run.ts";
import { getRun } from "./routes/get-run.ts";
import { health } from "./routes/health.ts";
import { openapi } from "./routes/openapi.ts";
import type { Route } from "./route.ts";

/** Every route of the server. */
export const ROUTES: readonly Route[] = [createRun, getRun, continueRun, cancelRun, health, openapi];

const PATTERNS = ROUTES.map(({ path }) => path.split("/"));

/** What stands at a path: a route, or only the methods that would find one. */
export interface RouteMatch {
  readonly route: Route | undefined;
  readonly runId: string;
  /** For the Allow header. */
  readonly methods: readonly string[];
}

/** Routes without a run id, found in one step. */
const FIXED: ReadonlyMap<string, RouteMatch> = new Map(
  ROUTES.filter(({ path }) => !path.includes(":runId")).map((route) => [
    `${route.method} ${route.path}`,
    { route, runId: "", methods: [route.method] },
  ]),
);

/** Finds the route of a path and method; undefined when no route has the path. HEAD finds what GET finds. */
export function findRoute(pathname: string, method: string): RouteMatch | undefined {
  return FIXED.get(`${method} ${pathname}`) ?? matchOf(pathname, method);
}

function matchOf(pathname: string, method: string): RouteMatch | undefined {
  const segments = pathname.split("/");
  const routes = ROUTES.filter((_route, index) => fits(PATTERNS[index] ?? [], segments));
  if (routes.length === 0) return undefined;
  const wanted = method === "HEAD" ? "GET" : method;
  return {
    route: routes.find((route) => route.method === wanted),
    runId: routes.some((route) => route.path.includes(":runId")) ? decoded(segments[2] ?? "") : "",
    methods: routes.flatMap((route) => (route.method === "GET" ? ["GET", "HEAD"] : [route.method])),
  };
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, index) => (part === ":runId" ? segments[index] !== "" : part === segments[index]))
  );
}

function decoded(segment: string): string {
  try {
    const runId = decodeURIComponent(segment);
    if (runId.length <= MAX_ID_LENGTH) return runId;
  } catch {
    // Falls through to the one error for both.
  }
  throw new InputError(
    "BAD_REQUEST",
    `The run id in the path is malformed or longer than ${MAX_ID_LENGTH} characters.`,
  );
}
