/** The records of a pax extended header that bear on unpacking. */
export interface PaxRecords {
  readonly path?: string;
  readonly linkpath?: string;
  readonly size?: number;
  /** GNU's pax form of sparse files: the content is not the file. */
  readonly isSparse?: boolean;
}

/**
 * Records are `<length> <key>=<value>\n`, the length counting itself. Returns undefined where that
 * does not hold to the last byte. Unknown keys (times, owners, attributes) are left out.
 */
export function parsePax(bytes: Buffer): PaxRecords | undefined {
  const found: Record<string, string> = {};
  let at = 0;
  while (at < bytes.length) {
    const blank = bytes.indexOf(0x20, at);
    const digits = blank === -1 ? "" : bytes.toString("latin1", at, blank);
    const end = at + Number(digits);
    if (!/^[1-9]\d{0,8}$/.test(digits) || end > bytes.length || end <= blank || bytes[end - 1] !== 0x0a) {
      return undefined;
    }
    const record = bytes.toString("utf8", blank + 1, end - 1);
    const equals = record.indexOf("=");
    if (equals <= 0) {
      return undefined;
    }
    found[record.slice(0, equals)] = record.slice(equals + 1);
    at = end;
  }
  return pick(found);
}

function pick(found: Readonly<Record<string, string>>): PaxRecords | undefined {
  const { path, linkpath, size } = found;
  if (size !== undefined && !/^\d{1,15}$/.test(size)) {
    return undefined;
  }
  return {
    ...(path === undefined ? {} : { path }),
    ...(linkpath === undefined ? {} : { linkpath }),
    ...(size === undefined ? {} : { size: Number(size) }),
    ...(Object.keys(found).some((key) => key.startsWith("GNU.sparse.")) ? { isSparse: true } : {}),
  };
}
