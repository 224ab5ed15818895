import type { JsonObject } from "./json.ts";

/** A webhook: a POST to `path` that starts a run. It needs a secret. */
export interface WebhookTrigger {
  readonly kind: "webhook";
  readonly name: string;
  readonly path: string;
}

/** A schedule: five fields of cron in a time zone. */
export interface CronTrigger {
  readonly kind: "cron";
  readonly name: string;
  readonly cron: string;
  readonly timeZone: string;
}

/** A named event of the application: `agent.emit(name, data)`. */
export interface EventTrigger {
  readonly kind: "event";
  readonly name: string;
  readonly eventName: string;
}

/** What starts a run without a person. Switch over `kind`. */
export type TriggerSource = WebhookTrigger | CronTrigger | EventTrigger;

/** A source with what is done when it fires: the handler gives the input of a run, or nothing for no run. */
export interface Trigger {
  readonly source: TriggerSource;
  readonly handler: (data: JsonObject) => string | undefined | Promise<string | undefined>;
}
