import { TargetError } from "./errors.js";
import { quote } from "./quote.js";

/** Which Node.js a pkg target asks for; `text` is the word itself. */
export type PkgNodeRange =
  | { readonly kind: "latest"; readonly text: string }
  /** `range` in semver's words: `22`, `22.3`, `22.3.1`, `22.x`, `20||22`, `*`. */
  | { readonly kind: "range"; readonly text: string; readonly range: string }
  /** `abi` is `process.versions.modules` of the Node.js that is asked for. */
  | { readonly kind: "abi"; readonly text: string; readonly abi: string };

const VERSION = /^([*x]|(0|[1-9]\d*)(\.[*x]|\.(0|[1-9]\d*)(\.([*x]|0|[1-9]\d*))?)?)$/;

/**
 * `latest`, `node<version>` with parts left out or `x`, several joined by `||`, or `m<abi>`. Operators and hyphens
 * are refused: pkg accepts the first and then finds no version, and splits at the second.
 *
 * @throws TargetError ERR_TARGET_NODE_RANGE
 */
export function parsePkgNodeRange(word: string): PkgNodeRange {
  if (word === "latest") return { kind: "latest", text: word };
  if (/^m[1-9]\d*$/.test(word)) return { kind: "abi", text: word, abi: word.slice(1) };
  const range = word.startsWith("node") ? word.slice(4) : "";
  const isRange = range.split("||").every((version) => VERSION.test(version));
  if (isRange) return { kind: "range", text: word, range };
  throw new TargetError(
    "ERR_TARGET_NODE_RANGE",
    `${quote(word)} is no range of Node.js versions that pkg reads`,
    {
      hint: hintFor(range),
    },
  );
}

function hintFor(range: string): string {
  const version = /\d+/.exec(range)?.[0];
  return version === undefined
    ? "write node<version>, such as node24, node24.1 or node22||24, or latest"
    : `pkg knows no operators and no pre-releases: write node${version}, or several as node${version}||${Number(version) + 2}`;
}
