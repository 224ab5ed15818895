import type { JsonObject } from "./json.ts";

/** A webhook: a POST to `path` that starts a run. It needs a secret. */
export interface WebhookTrigger {
  readonly kind: "webhook";
  /** Unique in the agent. Its runs belong to the user `trigger:<name>`. */
  readonly name: string;
  /** The path of the URL, such as `/hooks/github`. */
  readonly path: string;
}

/** A schedule: five fields of cron in a time zone. */
export interface CronTrigger {
  readonly kind: "cron";
  /** Unique in the agent. Its runs belong to the user `trigger:<name>`. */
  readonly name: string;
  /** Five fields: minute, hour, day of month, month, day of week. */
  readonly cron: string;
  /** IANA name, such as `Europe/Paris`, in which the fields are read. */
  readonly timeZone: string;
}

/** A named event of the application: `agent.emit(name, data)`. */
export interface EventTrigger {
  readonly kind: "event";
  /** Unique in the agent. Its runs belong to the user `trigger:<name>`. */
  readonly name: string;
  /** The first argument of `agent.emit` that it listens for. */
  readonly eventName: string;
}

/** What starts a run without a person. Switch over `kind`. */
export type TriggerSource = WebhookTrigger | CronTrigger | EventTrigger;

/** A source with what is done when it fires: the handler gives the input of a run, or nothing for no run. */
export interface Trigger {
  /** What fires it. */
  readonly source: TriggerSource;
  /** Makes the input of the run from what came: the webhook's body, the event's data, nothing for cron. */
  readonly handler: (data: JsonObject) => string | undefined | Promise<string | undefined>;
}
