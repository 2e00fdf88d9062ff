import { readNodewright } from "./dialects/nodewright.js";
import type { SpecDialect, SpecMeaning } from "./spec.js";

type Reader = (spec: string) => SpecMeaning;

const READERS: Readonly<Record<SpecDialect, Reader>> = {
  nodewright: readNodewright,
  nvm: readNodewright,
  fnm: readNodewright,
  n: readNodewright,
  volta: readNodewright,
  "setup-node": readNodewright,
  nv: readNodewright,
  pkg: readNodewright,
  mise: readNodewright,
  engines: readNodewright,
  devEngines: readNodewright,
};

/**
 * What a word asks for in a dialect.
 *
 * @throws ReleaseIndexError `ERR_RELEASE_SPEC` when the dialect cannot read it.
 */
export function readSpec(spec: string, dialect: SpecDialect): SpecMeaning {
  return READERS[dialect](spec.trim());
}
