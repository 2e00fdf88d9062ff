import { ArtifactError } from "../errors.js";
import type { GetOptions } from "./types.js";

/** What of an object is wanted; `end` is the last byte, or undefined for the object's last. */
export interface Span {
  readonly start: number;
  readonly end: number | undefined;
}

/** @throws TypeError unless `offset` is 0 or more and `length` 1 or more, both whole. */
export function spanOf(range: GetOptions["range"]): Span {
  const { offset = 0, length } = range ?? {};
  const isLengthGood = length === undefined || (Number.isSafeInteger(length) && length > 0);
  if (!Number.isSafeInteger(offset) || offset < 0 || !isLengthGood) {
    throw new TypeError(`The range from ${offset} with length ${length} is none`);
  }
  return { start: offset, end: length === undefined ? undefined : offset + length - 1 };
}

/** The header that asks for a span, or undefined where all is wanted. */
export function rangeHeader({ start, end }: Span): string | undefined {
  return start === 0 && end === undefined ? undefined : `bytes=${start}-${end ?? ""}`;
}

/** @throws ArtifactError ERR_ARTIFACT_SIZE if the span begins behind the object's end. */
export function assertWithin({ start }: Span, sizeBytes: number, location: string): void {
  if (start > 0 && start >= sizeBytes) {
    throw pastEndError(start, location);
  }
}

export function pastEndError(start: number, location: string): ArtifactError {
  return new ArtifactError(
    "ERR_ARTIFACT_SIZE",
    `Cannot read ${location} from byte ${start}: it ends before that`,
    { hint: "Ask for its size first." },
  );
}
