/** Where an agent and the server write what an operator should know. `console` fits. No secrets are passed to it. */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
