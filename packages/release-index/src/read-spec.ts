import { readDevEngines, readEngines } from "./dialects/engines.js";
import { readFnm } from "./dialects/fnm.js";
import { readMise } from "./dialects/mise.js";
import { readN } from "./dialects/n.js";
import { readNodewright } from "./dialects/nodewright.js";
import { readNv } from "./dialects/nv.js";
import { readNvm } from "./dialects/nvm.js";
import { readPkg } from "./dialects/pkg.js";
import { readSetupNode } from "./dialects/setup-node.js";
import { readVolta } from "./dialects/volta.js";
import { ReleaseIndexError } from "./errors.js";
import type { SpecDialect, SpecMeaning } from "./spec.js";

const READERS: Readonly<Record<SpecDialect, (spec: string) => SpecMeaning>> = {
  nodewright: readNodewright,
  nvm: readNvm,
  fnm: readFnm,
  n: readN,
  volta: readVolta,
  "setup-node": readSetupNode,
  nv: readNv,
  pkg: readPkg,
  mise: readMise,
  engines: readEngines,
  devEngines: readDevEngines,
};

/** Tools that ask for several programs put the name of this one in front: `node@24`. */
const NAMED: ReadonlySet<SpecDialect> = new Set(["nodewright", "volta", "mise"]);

/** Longer than any version word or range in use; semver's grammar is not fed more. */
const MAX_LENGTH = 1024;

/**
 * What a word asks for in a dialect. Spaces around it do not count, nor `node@` in front of it where the tool
 * takes that.
 *
 * @throws ReleaseIndexError `ERR_RELEASE_SPEC` when the dialect cannot read it.
 */
export function readSpec(spec: string, dialect: SpecDialect): SpecMeaning {
  if (!Object.hasOwn(READERS, dialect)) throw new TypeError(`there is no version dialect "${dialect}"`);
  if (spec.length > MAX_LENGTH) {
    throw new ReleaseIndexError("ERR_RELEASE_SPEC", `cannot resolve "${spec.slice(0, 40)}…": it is too long`);
  }
  const word = spec.trim();
  return READERS[dialect](NAMED.has(dialect) ? word.replace(/^node(?:js)?@/i, "") : word);
}
