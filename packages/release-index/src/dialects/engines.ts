import { refuse } from "../read-words.js";
import type { SpecDialect, SpecMeaning } from "../spec.js";
import { isRange } from "../version-range.js";

/** The newest release that npm accepts for `engines.node`: a semver range and nothing else. */
export function readEngines(spec: string): SpecMeaning {
  return readNpmRange(spec, "engines");
}

/** The newest release that npm accepts for a `devEngines.runtime` named node. */
export function readDevEngines(spec: string): SpecMeaning {
  return readNpmRange(spec, "devEngines");
}

function readNpmRange(spec: string, dialect: SpecDialect): SpecMeaning {
  if (isRange(spec)) return { kind: "range", range: spec === "" ? "*" : spec };
  throw refuse(
    dialect,
    spec,
    "npm takes a semver range there, and this is none",
    "Use a range as in >=22 or ^24.4.",
  );
}
