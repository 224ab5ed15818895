import type { FastifyServerOptions } from "fastify";
import { MAX_BODY_BYTES } from "../limits.ts";

let requests = 0;

/** The settings of the socket. Fastify's and Node's own let a dripping client hold a connection for minutes. */
export const SOCKET_LIMITS: FastifyServerOptions & { http: object } = {
  logger: false,
  bodyLimit: MAX_BODY_BYTES,
  // A whole request has to arrive in this time. Alone it would be checked every 30 s and lose against 60 s for headers.
  requestTimeout: 5_000,
  http: { headersTimeout: 4_000, requestTimeout: 5_000, connectionsCheckingInterval: 1_000 },
  maxRequestsPerSocket: 1_000,
  // Open answers get a moment at the end; idle connections none.
  forceCloseConnections: "idle",
  // While runs drain, the routes themselves say 503.
  return503OnClosing: false,
  exposeHeadRoutes: false,
  trustProxy: false,
  requestIdHeader: false,
  genReqId: () => String((requests += 1)),
};
