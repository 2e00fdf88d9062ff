export interface ContentRange {
  readonly start: number;
  readonly end: number;
  /** Undefined where the server does not say. */
  readonly total: number | undefined;
}

/** `bytes 200-999/1000`; undefined for anything else. */
export function parseContentRange(value: string | undefined): ContentRange | undefined {
  const match = /^bytes\s+(\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/i.exec(value?.trim() ?? "");
  if (match === null) {
    return undefined;
  }
  const [, start, end, total] = match;
  return { start: Number(start), end: Number(end), total: total === "*" ? undefined : Number(total) };
}
