/** A name or a path in the encoding that options ask for: a string of UTF-8 unless said. */
export function encoded(text: string, options: unknown): string | Buffer {
  const encoding = encodingOf(options);
  if (encoding === undefined || encoding === "utf8" || encoding === "utf-8") return text;
  const bytes = Buffer.from(text);
  return encoding === "buffer" ? bytes : bytes.toString(encoding as BufferEncoding);
}

export function encodingOf(options: unknown): string | undefined {
  const encoding =
    typeof options === "string" ? options : (Object(options) as { encoding?: string | null }).encoding;
  return encoding ?? undefined;
}
