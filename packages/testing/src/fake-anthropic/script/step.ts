import type * as server from "../../fake-server/script/step.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import type { ReplyOptions } from "./reply.ts";

/** A reply of the model and how it ends. */
export type ReplyStep = server.ReplyStep<ReplyOptions, VendorError>;

/** An HTTP error. */
export type FailureStep = server.FailureStep<VendorError>;

/** What the fake server does with one request for a message. */
export type FakeStep = server.ServerStep<ReplyOptions, VendorError>;

/** Chooses the step when the request is there. `index` counts the requests that reached the script, from 0. */
export type StepMaker = server.StepMaker<FakeStep>;

/** The steps of a server: a list that is used up, a function that answers for ever, or a list that is pushed to. */
export type FakeScript = server.ServerScript<FakeStep>;
