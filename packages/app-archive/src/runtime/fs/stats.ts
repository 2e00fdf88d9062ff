import fs, { type BigIntStats, type Stats } from "node:fs";
import type { Found, VolumeLink } from "../volume.js";

const BLOCK_BYTES = 512;

/** What `stat` says of what is in the volume; its owner and times are those of the executable. */
export type StatsOf = (
  found: Exclude<Found, "missing"> | VolumeLink,
  options: unknown,
) => Stats | BigIntStats;

export function createStatsOf(executable: string): StatsOf {
  const { statSync, Stats } = fs;
  let own: Stats | undefined;
  let bigintPrototype: object | undefined;
  return (found, options) => {
    own ??= statSync(executable);
    const numbers = numbersOf(found, own);
    if ((options as { bigint?: boolean } | undefined)?.bigint !== true) {
      return Object.assign(Object.create(Stats.prototype), numbers, datesOf(numbers));
    }
    bigintPrototype ??= Object.getPrototypeOf(statSync(executable, { bigint: true }));
    const entries = Object.entries(numbers).map(([name, value]) => [name, BigInt(Math.floor(value))]);
    const nanoseconds = Object.entries(numbers)
      .filter(([name]) => name.endsWith("Ms"))
      .map(([name, value]) => [name.replace(/Ms$/, "Ns"), BigInt(Math.floor(value)) * 1_000_000n]);
    const all = Object.fromEntries([...entries, ...nanoseconds]);
    return Object.assign(Object.create(bigintPrototype ?? null), all, datesOf(numbers));
  };
}

function numbersOf(found: Exclude<Found, "missing"> | VolumeLink, own: Stats): Record<string, number> {
  const { uid, gid } = own;
  const mtimeMs = own.mtime.getTime();
  const size = found.kind === "file" ? found.file.sizeBytes : 0;
  return {
    // No disk has this number, so nothing in the volume is taken for a file of the system.
    dev: 0x5ea,
    mode: modeOf(found),
    nlink: 1,
    uid,
    gid,
    rdev: 0,
    blksize: 4096,
    ino: found.kind === "link" ? 0 : found.number,
    size,
    blocks: Math.ceil(size / BLOCK_BYTES),
    atimeMs: mtimeMs,
    mtimeMs,
    ctimeMs: mtimeMs,
    birthtimeMs: mtimeMs,
  };
}

function modeOf(found: Exclude<Found, "missing"> | VolumeLink): number {
  const { S_IFREG, S_IFDIR, S_IFLNK } = fs.constants;
  if (found.kind === "file") return S_IFREG | found.file.mode;
  return found.kind === "folder" ? S_IFDIR | 0o755 : S_IFLNK | 0o777;
}

function datesOf(numbers: Readonly<Record<string, number>>): Record<string, Date> {
  const names = ["atime", "mtime", "ctime", "birthtime"];
  return Object.fromEntries(names.map((name) => [name, new Date(numbers[`${name}Ms`] ?? 0)]));
}
