export {
  fakeOpenAI,
  openAICut as cut,
  openAIFailure as failure,
  openAIRaw as raw,
  openAIReply as reply,
  openAIStall as stall,
  openAIStreamError as streamError,
} from "@definable/testing";
