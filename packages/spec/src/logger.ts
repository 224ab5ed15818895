/** Where an agent and the server write what an operator should know. `console` fits. No secrets are passed to it. */
export interface Logger {
  /** All is well, and here is what happened. */
  info(message: string): void;
  /** Something will trouble you later. */
  warn(message: string): void;
  /** Something failed that nobody else is told about. */
  error(message: string): void;
}
