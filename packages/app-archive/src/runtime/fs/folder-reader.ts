import { Dir, type Dirent } from "node:fs";
import type { Volume } from "../volume.js";
import { answer, type Callback } from "./intercept.js";
import { createDirent, entriesOf, folderAt } from "./read-folder.js";

/** What `opendir` gives for a folder of the volume: an `fs.Dir`. */
export class FolderReader {
  readonly path: string;
  readonly #entries: Iterator<Dirent>;
  #isClosed = false;

  constructor(volume: Volume, path: string) {
    const entries = entriesOf(folderAt(volume, path, "opendir"));
    this.path = path;
    this.#entries = entries.map(({ name, kind }) => createDirent(name, kind, path)).values();
  }

  readSync(): Dirent | null {
    if (this.#isClosed) throw closed();
    return this.#entries.next().value ?? null;
  }

  read(callback?: Callback): Promise<Dirent | null> | undefined {
    if (callback === undefined) return (async () => this.readSync())();
    answer(callback, () => this.readSync());
    return undefined;
  }

  closeSync(): void {
    if (this.#isClosed) throw closed();
    this.#isClosed = true;
  }

  close(callback?: Callback): Promise<void> | undefined {
    if (callback === undefined) return (async () => this.closeSync())();
    answer(callback, () => this.closeSync());
    return undefined;
  }

  async *entries(): AsyncGenerator<Dirent> {
    try {
      for (let entry = this.readSync(); entry !== null; entry = this.readSync()) yield entry;
    } finally {
      this.closeSync();
    }
  }

  [Symbol.asyncIterator](): AsyncGenerator<Dirent> {
    return this.entries();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
  }

  [Symbol.dispose](): void {
    this.#isClosed = true;
  }
}

Object.setPrototypeOf(FolderReader.prototype, Dir.prototype);

function closed(): Error {
  return Object.assign(new Error("Directory handle was closed"), { code: "ERR_DIR_CLOSED" });
}
