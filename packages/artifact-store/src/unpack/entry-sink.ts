import { type NameRules, nameRules, parseEntryPath, unsafeEntry } from "./entry-path.js";
import { LimitGuard } from "./limits.js";
import { TreeWriter } from "./tree-writer.js";
import type { ArchiveEntry, EntryType, UnpackOptions, UnpackSummary } from "./types.js";

/** An entry as an archive has it, nothing checked. */
export interface RawEntry {
  readonly name: string;
  /** "other": devices, pipes, and whatever else is no part of a file tree. */
  readonly type: EntryType | "other";
  readonly sizeBytes: number;
  readonly mode: number;
  readonly linkName: string;
}

type Counts = Omit<UnpackSummary, "format" | "archiveBytes">;

/**
 * The way of every entry from any archive format to the disk: limits, names, links, filter, then
 * the tree. What one format may not do, no other may.
 */
export class EntrySink {
  readonly limits: LimitGuard;
  readonly #label: string;
  readonly #options: UnpackOptions;
  readonly #rules: NameRules;
  readonly #writer: TreeWriter;
  #isWriting = false;
  readonly #counts = {
    entries: 0,
    files: 0,
    directories: 0,
    symlinks: 0,
    hardlinks: 0,
    skipped: 0,
    unpackedBytes: 0,
  };

  constructor(label: string, options: UnpackOptions) {
    this.#label = label;
    this.#options = options;
    this.#rules = nameRules(options.platform ?? process.platform);
    this.limits = new LimitGuard(label, options.limits);
    this.#writer = new TreeWriter({ root: options.into, label, rules: this.#rules });
  }

  /** A file's data follow by `data`, ended by `endEntry`; for other types neither has an effect. */
  entry(raw: RawEntry): void {
    this.limits.entry(raw.name, raw.sizeBytes);
    const entry = this.#check(raw);
    if (entry === undefined || this.#options.filter?.(entry) === false) {
      this.#counts.skipped += 1;
      return;
    }
    this.#write(entry);
    this.#counts.entries += 1;
    this.#options.onEntry?.(entry);
  }

  data(chunk: Uint8Array, from: number, to: number): void {
    if (this.#isWriting) {
      this.#writer.data(chunk, from, to);
      this.#counts.unpackedBytes += to - from;
    }
  }

  endEntry(): void {
    if (this.#isWriting) {
      this.#isWriting = false;
      this.#writer.endFile();
    }
  }

  finish(): Counts {
    this.#writer.finish();
    return { ...this.#counts };
  }

  close(): void {
    this.#writer.close();
  }

  /** Undefined if `stripComponents` leaves nothing of it. */
  #check({ name, type, sizeBytes, mode, linkName }: RawEntry): ArchiveEntry | undefined {
    if (type === "other") {
      throw unsafeEntry(name, "is a device, a pipe or another special file", this.#label);
    }
    const path = this.#strip(name, name);
    const linkTarget = type === "hardlink" ? this.#strip(linkName, name) : linkName;
    if (path === undefined) {
      return undefined;
    }
    if (linkTarget === undefined) {
      throw unsafeEntry(
        name,
        `is a hardlink to ${JSON.stringify(linkName)}, which is no file of this archive`,
        this.#label,
      );
    }
    const isLink = type === "symlink" || type === "hardlink";
    return { path, type, sizeBytes, mode, linkTarget: isLink ? linkTarget : undefined };
  }

  #strip(path: string, entryName: string): string | undefined {
    const parsed = parseEntryPath(path, this.#rules);
    if ("refused" in parsed) {
      const why = path === entryName ? parsed.refused : `links to a file that ${parsed.refused}`;
      throw unsafeEntry(entryName, why, this.#label);
    }
    const kept = parsed.components.slice(this.#options.stripComponents ?? 0);
    return kept.length === 0 ? undefined : kept.join("/");
  }

  #write({ path, type, mode, linkTarget = "" }: ArchiveEntry): void {
    switch (type) {
      case "directory":
        this.#writer.directory(path, mode);
        this.#counts.directories += 1;
        break;
      case "symlink":
        this.#writer.symlink(path, linkTarget);
        this.#counts.symlinks += 1;
        break;
      case "hardlink":
        this.#writer.hardlink(path, linkTarget);
        this.#counts.hardlinks += 1;
        break;
      case "file":
        this.#writer.beginFile(path, mode);
        this.#isWriting = true;
        this.#counts.files += 1;
        break;
    }
  }
}
