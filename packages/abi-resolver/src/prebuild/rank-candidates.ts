import { readRuntime } from "../runtimes.js";
import type { ResolvedRuntime } from "./resolved-runtime.js";
import type { PrebuildCandidate } from "./types.js";
import { isBelow, wordsOf } from "./words.js";

type Order = (a: PrebuildCandidate, b: PrebuildCandidate) => number;

/**
 * Orders candidates that all fit, the most specific first. Up to the number of statements this is node-gyp-build's
 * order: fewer architectures in the file, the runtime's own name, an ABI before Node-API. Then the one that asks most
 * of the host, and so was built closest to it.
 */
export function compareCandidates(runtime: ResolvedRuntime): Order {
  const isOwn = ({ runtime: word }: PrebuildCandidate) => readRuntime(word) === runtime.name;
  const orders: readonly Order[] = [
    (a, b) => archCount(a) - archCount(b),
    (a, b) => Number(isOwn(b)) - Number(isOwn(a)),
    (a, b) => Number(isBound(b)) - Number(isBound(a)),
    (a, b) => statements(b) - statements(a),
    (a, b) => level(b.napi) - level(a.napi),
    (a, b) => level(b.armVersion) - level(a.armVersion),
    (a, b) => descending(a.cpuLevel?.replace(/\D+/g, "."), b.cpuLevel?.replace(/\D+/g, ".")),
    (a, b) => descending(a.glibcFloor, b.glibcFloor),
  ];
  return (a, b) => {
    for (const order of orders) {
      const difference = order(a, b);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

function archCount({ arch }: PrebuildCandidate): number {
  const words = wordsOf(arch);
  return words.includes("universal") ? 2 : words.length;
}

/** Node-API frees an addon of the ABI its name may say as well. */
function isBound({ abi, runtimeVersion, napi }: PrebuildCandidate): boolean {
  return napi === undefined && (abi !== undefined || runtimeVersion !== undefined);
}

const STATED: readonly (keyof PrebuildCandidate)[] = [
  "runtime",
  "abi",
  "runtimeVersion",
  "napi",
  "uv",
  "armVersion",
  "libc",
  "glibcFloor",
  "cpuLevel",
];

function statements(candidate: PrebuildCandidate): number {
  return STATED.filter((field) => candidate[field] !== undefined).length;
}

function level(value: string | number | true | undefined): number {
  return value === true ? 0 : Number(value ?? 0);
}

function descending(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
  return isBelow(a, b) ? 1 : Number(isBelow(b, a)) * -1;
}
