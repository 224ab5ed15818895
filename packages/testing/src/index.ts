export { ScriptedModel } from "./scripted-model.ts";
export type { ScriptedModelOptions } from "./scripted-model.ts";
export type {
  Script,
  ScriptEntry,
  ScriptFunction,
  ScriptStep,
  ScriptedCall,
  ScriptedFailure,
} from "./script/script-step.ts";
export { call, calls, fails, hangs, says, tokens } from "./script/steps.ts";
export { ScriptError } from "./script/script-error.ts";
export type { RecordedRequest } from "./script/recorded-request.ts";
export { collect } from "./collect.ts";
export type { Collected } from "./collect.ts";
export { assertEventStream } from "./check/assert-event-stream.ts";
export type { AssertEventStreamOptions } from "./check/assert-event-stream.ts";
export { assertHistory } from "./check/assert-history.ts";
export type { HistoryRules } from "./check/assert-history.ts";
export { vendorRefusal } from "./check/vendor-refusal.ts";
export type { HistoryOptions } from "./check/history/history-rule.ts";
export { InvariantError } from "./check/invariant-error.ts";
export type { Finding, InvariantNumber } from "./check/invariant-error.ts";
export { modelConformance } from "./conformance/model-conformance.ts";
export type { ConformanceCase } from "./conformance/conformance-case.ts";
export { ConformanceError } from "./conformance/conformance-error.ts";
export type { Ability, ModelDriver, VendorRequest, VendorServer } from "./conformance/model-driver.ts";
export { openAIVendor } from "./conformance/openai-vendor.ts";
export { openAIResponsesVendor } from "./conformance/openai-responses-vendor.ts";
export type { OpenAIModelMaker } from "./conformance/openai-vendor.ts";
export type {
  VendorAccident,
  VendorAnswer,
  VendorComplaint,
  VendorFailure,
  VendorNonsense,
  VendorReply,
  VendorSilence,
  VendorToolCall,
} from "./conformance/vendor-answer.ts";
export { anthropicVendor } from "./conformance/anthropic-vendor.ts";
export type { AnthropicModelMaker } from "./conformance/anthropic-vendor.ts";
export { fakeOpenAI } from "./fake-openai/fake-openai.ts";
export type { FakeOpenAI, FakeOpenAIOptions } from "./fake-openai/fake-openai.ts";
export type {
  Authorization as FakeAuthorization,
  FakeMessage,
  FakeRejection,
  FakeRequest,
  RequestEnd as FakeRequestEnd,
} from "./fake-server/requests/fake-request.ts";
export type { FakeServer, ServerOptions as FakeServerOptions } from "./fake-server/fake-server.ts";
export type {
  ServerScript as FakeServerScript,
  ServerStep as FakeServerStep,
  StepMaker as FakeStepMaker,
} from "./fake-server/script/step.ts";
export type { WireOptions as FakeWireOptions } from "./fake-server/script/wire-options.ts";
export { fakeAnthropic } from "./fake-anthropic/fake-anthropic.ts";
export type { FakeAnthropic, FakeAnthropicOptions } from "./fake-anthropic/fake-anthropic.ts";
// Steps carry their vendor's name here: each vendor has a reply and a failure of its own.
export { reply as openAIReply } from "./fake-openai/script/reply.ts";
export type {
  FakeAudio as OpenAIFakeAudio,
  FinishReason as OpenAIFinishReason,
  ReplyOptions as OpenAIReplyOptions,
} from "./fake-openai/script/reply.ts";
export type { FakeToolCall as OpenAIFakeToolCall } from "./fake-openai/script/fake-tool-call.ts";
export type {
  FakeCallItem as OpenAIFakeCallItem,
  FakeItem as OpenAIFakeItem,
  FakeMessageItem as OpenAIFakeMessageItem,
  FakeOtherItem as OpenAIFakeOtherItem,
  FakeReasoningItem as OpenAIFakeReasoningItem,
} from "./fake-openai/script/fake-item.ts";
export { failure as openAIFailure } from "./fake-openai/script/failure.ts";
export type { FailureOptions as OpenAIFailureOptions } from "./fake-openai/script/failure.ts";
export { cut as openAICut } from "./fake-openai/script/cut.ts";
export type { CutOptions as OpenAICutOptions } from "./fake-openai/script/cut.ts";
export { stall as openAIStall } from "./fake-openai/script/stall.ts";
export type { StallOptions as OpenAIStallOptions } from "./fake-openai/script/stall.ts";
export { streamError as openAIStreamError } from "./fake-openai/script/stream-error.ts";
export type { StreamErrorOptions as OpenAIStreamErrorOptions } from "./fake-openai/script/stream-error.ts";
export { raw as openAIRaw } from "./fake-server/script/raw.ts";
export type { RawOptions as OpenAIRawOptions } from "./fake-server/script/raw.ts";
export type { FakeScript as OpenAIScript } from "./fake-openai/script/step.ts";
export type { FakeStep as OpenAIStep, StepMaker as OpenAIStepMaker } from "./fake-openai/script/step.ts";
export type { StopPoint as OpenAIStopPoint } from "./fake-server/script/stop-point.ts";
export type { UsageOptions as OpenAIUsageOptions } from "./fake-openai/script/usage-options.ts";
export type { WireOptions as OpenAIWireOptions } from "./fake-openai/script/wire-options.ts";
export type {
  VendorError as OpenAIVendorError,
  VendorErrorOptions as OpenAIVendorErrorOptions,
} from "./fake-openai/wire/vendor-error.ts";
export { reply as anthropicReply } from "./fake-anthropic/script/reply.ts";
export type {
  FakeBlock as AnthropicFakeBlock,
  FakeToolUse as AnthropicFakeToolUse,
  ReplyOptions as AnthropicReplyOptions,
  StopReason as AnthropicStopReason,
} from "./fake-anthropic/script/reply.ts";
export { failure as anthropicFailure } from "./fake-anthropic/script/failure.ts";
export type { FailureOptions as AnthropicFailureOptions } from "./fake-anthropic/script/failure.ts";
export { cut as anthropicCut } from "./fake-anthropic/script/cut.ts";
export type { CutOptions as AnthropicCutOptions } from "./fake-anthropic/script/cut.ts";
export { stall as anthropicStall } from "./fake-anthropic/script/stall.ts";
export type { StallOptions as AnthropicStallOptions } from "./fake-anthropic/script/stall.ts";
export { streamError as anthropicStreamError } from "./fake-anthropic/script/stream-error.ts";
export type { StreamErrorOptions as AnthropicStreamErrorOptions } from "./fake-anthropic/script/stream-error.ts";
export { raw as anthropicRaw } from "./fake-server/script/raw.ts";
export type {
  FakeScript as AnthropicScript,
  FakeStep as AnthropicStep,
  StepMaker as AnthropicStepMaker,
} from "./fake-anthropic/script/step.ts";
export type { UsageOptions as AnthropicUsageOptions } from "./fake-anthropic/script/usage-options.ts";
export type {
  VendorError as AnthropicVendorError,
  VendorErrorOptions as AnthropicVendorErrorOptions,
} from "./fake-anthropic/wire/vendor-error.ts";
