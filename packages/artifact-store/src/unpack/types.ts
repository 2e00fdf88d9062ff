/** What `unpack` reads. The compressed ones are recognised by their bytes, whatever a name says. */
export type ArchiveFormat = "tar" | "tar.gz" | "tar.xz" | "tar.zst" | "zip";

export type EntryType = "file" | "directory" | "symlink" | "hardlink";

/** One entry as it will be written: after `stripComponents`. */
export interface ArchiveEntry {
  /** Relative to `into`, with `/`, without `.` and `..`. */
  readonly path: string;
  readonly type: EntryType;
  /** 0 for everything but files. */
  readonly sizeBytes: number;
  /** Permission bits of the archive; setuid, setgid and sticky are never carried over. */
  readonly mode: number;
  /** The text of a symlink; the path of a hardlink's file, relative to `into`. */
  readonly linkTarget: string | undefined;
}

export interface UnpackLimits {
  /** All files together. Default: 2 GiB. */
  readonly totalBytes: number;
  /** Default: 200 000. */
  readonly entries: number;
  /** One path within the archive, in bytes. Default: 4096. */
  readonly pathBytes: number;
  /** Unpacked bytes per archive byte, judged from 64 MiB on. Default: 250. */
  readonly ratio: number;
}

export interface UnpackOptions {
  /** Must be missing or an empty directory; missing parents are made. */
  readonly into: string;
  /** What the archive is thought to be. Its bytes decide; this only serves the message if they fail to. */
  readonly format?: ArchiveFormat | undefined;
  /** Drop so many leading path components; entries that have no more are skipped. Default: 0. */
  readonly stripComponents?: number | undefined;
  /** Return false to leave an entry out. Entries that are not safe throw all the same. */
  readonly filter?: ((entry: ArchiveEntry) => boolean) | undefined;
  readonly limits?: Partial<UnpackLimits> | undefined;
  /**
   * Whose rules for names hold beside the universal ones: Windows' reserved names, and names that
   * differ in case alone on Windows and macOS. Default: `process.platform`.
   */
  readonly platform?: NodeJS.Platform | undefined;
  /** How xz is undone: by the program `xz` if there is one, or by WebAssembly. Default: "auto". */
  readonly xz?: "auto" | "system" | "wasm" | undefined;
  readonly onEntry?: ((entry: ArchiveEntry) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface UnpackSummary {
  /** What the bytes were. */
  readonly format: ArchiveFormat;
  /** Written ones, of all types. */
  readonly entries: number;
  readonly files: number;
  readonly directories: number;
  readonly symlinks: number;
  readonly hardlinks: number;
  /** Left out by `filter` or `stripComponents`. */
  readonly skipped: number;
  readonly unpackedBytes: number;
  readonly archiveBytes: number;
}
