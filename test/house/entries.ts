import type { Member } from "./workspace.js";

/** An entry of a package's `exports`. */
export interface Entry {
  /** The package's name, with the subpath: `@nodewright/target-triple/host`. */
  readonly specifier: string;
  /** From the package's folder: `./dist/host.js`. */
  readonly script: string;
  /** From the package's folder: `./dist/host.d.ts`. */
  readonly declarations: string;
}

/** What can be imported from a package, its package.json apart. */
export function entriesOf({ manifest }: Member): Entry[] {
  const all = Object.entries(manifest.exports ?? {}).flatMap(([subpath, target]) =>
    typeof target === "string"
      ? []
      : [{ specifier: manifest.name + subpath.slice(1), script: target.default, declarations: target.types }],
  );
  // One file may have several names.
  return all.filter(({ script }, i) => all.findIndex((other) => other.script === script) === i);
}
