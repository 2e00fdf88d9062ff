export { ExecutableError, type ExecutableErrorCode } from "./errors.js";
export { type ByteSource, fileSource, type StreamedBytes } from "./sea/byte-source.js";
export type { SeaContent } from "./sea/content.js";
export { decodeSea, type SeaContentInMemory } from "./sea/decode.js";
export { encodeSea } from "./sea/encode.js";
export type { SeaFormat, SeaPart } from "./sea/format.js";
