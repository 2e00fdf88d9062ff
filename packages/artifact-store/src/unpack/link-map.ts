import { type NameRules, pathKey } from "./entry-path.js";

interface Link {
  readonly path: string;
  readonly target: string;
}

/** More hops than any kernel follows. */
const MAX_HOPS = 40;

/**
 * The symlinks of one archive, to tell where a path leads once all of them are on disk. Paths are
 * relative to the root, with `/`; the root is the empty path.
 */
export class LinkMap {
  readonly #rules: NameRules;
  readonly #links = new Map<string, Link>();

  constructor(rules: NameRules) {
    this.#rules = rules;
  }

  set(path: string, target: string): void {
    this.#links.set(pathKey(path, this.#rules), { path, target });
  }

  /** A link that leaves the root, or might: chains too long to follow count as such. */
  findEscape(): string | undefined {
    for (const { path, target } of this.#links.values()) {
      if (this.escapes(path, target)) {
        return path;
      }
    }
    return undefined;
  }

  /**
   * True if a symlink at `path` with this target leads out of the root, read as text or followed
   * through the links known so far.
   */
  escapes(path: string, target: string): boolean {
    const directory = parent(path);
    const asOnWindows = target.replaceAll("\\", "/");
    return (
      /^[a-z]:/i.test(target) ||
      walk(directory, asOnWindows, () => undefined) === undefined ||
      this.#follow(directory, target) === undefined
    );
  }

  #follow(directory: string, target: string): string | undefined {
    let hops = 0;
    const lookup = (path: string): string | undefined => {
      const next = this.#links.get(pathKey(path, this.#rules))?.target;
      hops += next === undefined ? 0 : 1;
      return hops > MAX_HOPS ? "/" : next;
    };
    return walk(directory, target, lookup);
  }
}

function parent(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "" : path.slice(0, slash);
}

/** Where `text` leads from `directory`, or undefined if that is above the root. */
function walk(
  directory: string,
  text: string,
  linkAt: (path: string) => string | undefined,
): string | undefined {
  if (text.startsWith("/")) {
    return undefined;
  }
  const reached = directory === "" ? [] : directory.split("/");
  const pending = text.split("/").reverse();
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (part === "" || part === ".") {
      continue;
    }
    if (part === "..") {
      if (reached.pop() === undefined) {
        return undefined;
      }
      continue;
    }
    reached.push(part);
    const target = linkAt(reached.join("/"));
    if (target !== undefined) {
      if (target.startsWith("/")) {
        return undefined;
      }
      reached.pop();
      pending.push(...target.split("/").reverse());
    }
  }
  return reached.join("/");
}
