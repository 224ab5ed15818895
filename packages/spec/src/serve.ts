import type { Logger } from "./logger.ts";
import type { Servable } from "./servable.ts";

/** Where and how `serve` listens, who may reach it, and how it shuts down. All are optional. */
export interface ServeOptions {
  /** Default 8000. 0 takes any free port. */
  readonly port?: number | undefined;
  /** Default `127.0.0.1`. Another address refuses to start (`OPEN_SERVER`) without auth, unless `insecure` is true. */
  readonly host?: string | undefined;
  /** Listen on a public address without auth: anybody who reaches the port can run the agent. Default false. */
  readonly insecure?: boolean | undefined;
  /** Other names that the Host header may carry, such as `agent.example.com`. Loopback names are always allowed. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Origins of pages that may call the server. The server's own origin is always allowed. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** True or false forces the HTTP server on or off. Default: on when it is needed or nothing else was given. */
  readonly enableServer?: boolean | undefined;
  /** Milliseconds between heartbeat comments on an open event stream. Default 15,000. */
  readonly heartbeatMs?: number | undefined;
  /** Close on SIGTERM and SIGINT. Default true. */
  readonly handleSignals?: boolean | undefined;
  /** Milliseconds that runs under way get at a shutdown before they are cancelled. Default 30,000. */
  readonly drainMs?: number | undefined;
  /** Where the server writes that it listens, and what fails. Default: the console. */
  readonly logger?: Logger | undefined;
  /** Answers requests that no route of the server takes, such as those for a page. Undefined: 404. */
  readonly fallback?: ((request: Request) => Promise<Response | undefined> | Response | undefined) | undefined;
}

/** A served agent. */
export interface ServeHandle extends AsyncDisposable {
  /** Where the HTTP server listens; undefined without one. */
  readonly url?: string | undefined;
  /** Resolves when everything is closed. */
  readonly closed: Promise<void>;
  /** Stops taking requests, waits for runs under way, cancels the rest. */
  close(options?: { readonly drainMs?: number | undefined }): Promise<void>;
}

/** What an interface may use of the server that starts it. */
export interface InterfaceContext {
  /** Whom the interface speaks for. Start a run for each message that comes in. */
  readonly agent: Servable;
  /** For what an operator should know. Never write what people said, or secrets. */
  readonly logger: Logger;
  /** Aborts when the server closes: stop taking messages. */
  readonly signal: AbortSignal;
}

/** A door that is not HTTP: Telegram, Discord, Signal. */
export interface AgentInterface {
  /** What messages and events call it, such as `telegram`. */
  readonly name: string;
  /** Routes that the interface needs on the HTTP server, such as a webhook. */
  readonly routes?: readonly { readonly method: "POST"; readonly path: string }[] | undefined;
  /** Connects and serves until the signal aborts; the promise settles when it is connected. */
  start(context: InterfaceContext): Promise<AsyncDisposable>;
}

/** The arguments of `serve`: interfaces first, then a port or options: `serve(telegram, discord, 8000)`. */
export type ServeArgs =
  | readonly [...AgentInterface[]]
  | readonly [...AgentInterface[], number]
  | readonly [...AgentInterface[], ServeOptions];

/** What `agent.serve` loads: the module `@definable/runtime`. */
export interface RuntimeModule {
  /** Grows when the contract changes, so that a mismatch is said in words. */
  readonly contract: 1;
  /**
   * Opens the agent, then everything that was given; resolves when all of it is ready. Rejects when any part cannot
   * start, with the rest closed again.
   */
  serve(agent: Servable, ...args: ServeArgs): Promise<ServeHandle>;
}
