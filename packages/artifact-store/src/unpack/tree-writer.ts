import {
  chmodSync,
  closeSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  openSync,
  symlinkSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { systemCode, toFileError } from "../files/file-errors.js";
import { type NameRules, pathKey, unsafeEntry } from "./entry-path.js";
import { LinkMap } from "./link-map.js";

type Kind = "directory" | "file" | "symlink";

interface Node {
  readonly kind: Kind;
  readonly path: string;
}

const PERMISSIONS = 0o777;
const OWNER_MAY_WRITE = 0o600;
const OWNER_MAY_ENTER = 0o700;

/**
 * Writes a tree under a root that was empty, synchronously: a thousand small files are bound by the
 * cost of each call, not by the disk. Nothing is ever written through a symlink: every parent is a
 * directory made here, every file is opened exclusively. Permissions are the archive's without
 * setuid, setgid and sticky, never less than the owner needs, and then subject to the umask.
 */
export class TreeWriter {
  readonly #root: string;
  readonly #label: string;
  readonly #rules: NameRules;
  readonly #nodes = new Map<string, Node>();
  readonly #links: LinkMap;
  #file: { readonly fd: number; readonly path: string } | undefined;

  constructor(options: { readonly root: string; readonly label: string; readonly rules: NameRules }) {
    this.#root = options.root;
    this.#label = options.label;
    this.#rules = options.rules;
    this.#links = new LinkMap(options.rules);
  }

  directory(path: string, mode: number): void {
    const known = this.#nodeAt(path);
    if (known === undefined) {
      this.#makeParent(path);
      this.#make(path, "directory", () =>
        mkdirSync(this.#absolute(path), (mode & PERMISSIONS) | OWNER_MAY_ENTER),
      );
    } else if (known.kind === "directory") {
      // It was made for a file within, before its own entry came.
      this.#attempt(path, () => chmodSync(this.#absolute(path), (mode & 0o755) | OWNER_MAY_ENTER));
    } else {
      throw unsafeEntry(path, `replaces a ${known.kind} by a directory`, this.#label);
    }
  }

  beginFile(path: string, mode: number): void {
    this.#makeWay(path);
    this.#make(path, "file", () => {
      const fd = openSync(this.#absolute(path), "wx", (mode & PERMISSIONS) | OWNER_MAY_WRITE);
      this.#file = { fd, path };
    });
  }

  data(chunk: Uint8Array, from: number, to: number): void {
    const file = this.#file;
    if (file !== undefined) {
      this.#attempt(file.path, () => {
        for (let at = from; at < to; ) {
          at += writeSync(file.fd, chunk, at, to - at);
        }
      });
    }
  }

  endFile(): void {
    const file = this.#file;
    this.#file = undefined;
    if (file !== undefined) {
      this.#attempt(file.path, () => closeSync(file.fd));
    }
  }

  symlink(path: string, target: string): void {
    if (target === "" || target.includes("\0")) {
      throw unsafeEntry(path, "is a link to nowhere", this.#label);
    }
    if (this.#links.escapes(path, target)) {
      throw unsafeEntry(path, `is a link out of the directory, to ${JSON.stringify(target)}`, this.#label);
    }
    this.#makeWay(path);
    this.#make(path, "symlink", () => symlinkSync(target, this.#absolute(path)));
    this.#links.set(path, target);
  }

  /** @param target a path relative to the root, which must be a file written here before. */
  hardlink(path: string, target: string): void {
    if (this.#nodeAt(target)?.kind !== "file") {
      throw unsafeEntry(
        path,
        `is a hardlink to ${JSON.stringify(target)}, which is no file of this archive`,
        this.#label,
      );
    }
    if (path === target) {
      return;
    }
    this.#makeWay(path);
    this.#make(path, "file", () => this.#linkOrCopy(target, path));
  }

  /** @throws ArtifactError ERR_ARTIFACT_UNSAFE_ENTRY if the links together lead out of the root. */
  finish(): void {
    const path = this.#links.findEscape();
    if (path !== undefined) {
      throw unsafeEntry(
        path,
        "is a link that leads out of the directory through other links, or in circles",
        this.#label,
      );
    }
  }

  /** Closes what an interrupted entry left open. */
  close(): void {
    if (this.#file !== undefined) {
      closeSync(this.#file.fd);
      this.#file = undefined;
    }
  }

  #absolute(path: string): string {
    return `${this.#root}/${path}`;
  }

  #nodeAt(path: string): Node | undefined {
    const known = this.#nodes.get(pathKey(path, this.#rules));
    if (known !== undefined && known.path !== path) {
      throw unsafeEntry(path, `differs from ${JSON.stringify(known.path)} in case alone`, this.#label);
    }
    return known;
  }

  /** Parents, and the place itself: a file may come twice, then the last one counts. */
  #makeWay(path: string): void {
    const known = this.#nodeAt(path);
    if (known === undefined) {
      this.#makeParent(path);
    } else if (known.kind === "file") {
      this.#attempt(path, () => unlinkSync(this.#absolute(path)));
    } else {
      throw unsafeEntry(path, `replaces a ${known.kind} of the same name`, this.#label);
    }
  }

  #makeParent(path: string): void {
    const slash = path.lastIndexOf("/");
    if (slash === -1) {
      return;
    }
    const parent = path.slice(0, slash);
    const known = this.#nodeAt(parent);
    if (known === undefined) {
      this.#makeParent(parent);
      this.#make(parent, "directory", () => mkdirSync(this.#absolute(parent)));
    } else if (known.kind !== "directory") {
      throw unsafeEntry(path, `lies below ${JSON.stringify(parent)}, which is a ${known.kind}`, this.#label);
    }
  }

  #make(path: string, kind: Kind, make: () => void): void {
    this.#attempt(path, make);
    this.#nodes.set(pathKey(path, this.#rules), { kind, path });
  }

  #linkOrCopy(target: string, path: string): void {
    try {
      linkSync(this.#absolute(target), this.#absolute(path));
    } catch (error) {
      if (!["EPERM", "ENOTSUP", "ENOSYS", "EMLINK", "EXDEV"].includes(systemCode(error) ?? "")) {
        throw error;
      }
      copyFileSync(this.#absolute(target), this.#absolute(path));
    }
  }

  #attempt(path: string, action: () => void): void {
    try {
      action();
    } catch (error) {
      if (systemCode(error) === "EEXIST") {
        throw unsafeEntry(path, "is the same as another entry on this file system", this.#label);
      }
      throw toFileError(error, "write", this.#absolute(path));
    }
  }
}
