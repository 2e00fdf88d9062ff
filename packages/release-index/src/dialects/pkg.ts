import { refuse } from "../read-words.js";
import type { SpecMeaning } from "../spec.js";
import { isRange } from "../version-range.js";
import { pkgBuilds } from "./pkg-builds.generated.js";

/** The ABIs that pkg knows as names of lines. */
const LINES_BY_ABI: readonly (readonly [abi: string, line: string])[] = [
  ["14", "0.12"],
  ["46", "4"],
  ["47", "5"],
  ["48", "6"],
  ["51", "7"],
  ["57", "8"],
  ["59", "9"],
  ["64", "10"],
  ["67", "11"],
  ["72", "12"],
  ["79", "13"],
  ["83", "14"],
];

const HINT = "Use node<major> as in node22, node<version>, or latest.";

/** What the node range of a pkg target (`node22-linux-x64`) fetches: one of the few versions that it has patched. */
export function readPkg(spec: string): SpecMeaning {
  if (spec === "latest") return { kind: "range", range: "*", among: pkgBuilds };
  if (spec === "host") throw refuse("pkg", spec, "it is the version of the Node.js that runs pkg", HINT);
  if (!spec.startsWith("node")) return readAbi(spec);
  const range = spec.slice("node".length);
  if (range.includes("-")) throw refuse("pkg", spec, "a target's parts are split at each -", HINT);
  // pkg puts a `v` in front, which spoils every operator.
  if (!isRange(`v${range}`))
    throw refuse("pkg", spec, `No available node version satisfies 'v${range}'`, HINT);
  return { kind: "range", range: `v${range}`, among: pkgBuilds };
}

function readAbi(spec: string): SpecMeaning {
  const [, line] = LINES_BY_ABI.find(([abi]) => spec.startsWith(abi) || spec.startsWith(`m${abi}`)) ?? [];
  if (line === undefined) throw refuse("pkg", spec, "nodeRange must start with 'node'", HINT);
  return { kind: "range", range: `v${line}`, among: pkgBuilds };
}
