export { textReader } from "./readers/text-reader.ts";
export type { TextReaderOptions } from "./readers/text-reader.ts";
