export {
  anthropicCut as cut,
  anthropicFailure as failure,
  anthropicRaw as raw,
  anthropicReply as reply,
  anthropicStall as stall,
  anthropicStreamError as streamError,
  fakeAnthropic,
} from "@definable/testing";
