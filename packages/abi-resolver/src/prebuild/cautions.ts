import type { PrebuildCandidate, PrebuildHost } from "./types.js";
import { wordsOf } from "./words.js";

/** What a candidate that fits leaves unsaid, or the host: where a load may still fail. One sentence each. */
export function cautionsOf(candidate: PrebuildCandidate, host: PrebuildHost): readonly string[] {
  const { libc, glibcFloor, armVersion, endian, abi, napi, runtimeVersion } = candidate;
  const cautions: readonly (readonly [boolean, string])[] = [
    [
      host.os === "linux" && wordsOf(libc).length === 0 && host.libc !== undefined,
      `It does not say its libc; the host has ${host.libc}.`,
    ],
    [
      host.os === "linux" &&
        glibcFloor !== undefined &&
        host.libc === "glibc" &&
        host.glibcVersion === undefined,
      `It needs glibc ${glibcFloor}; the host does not say which it has.`,
    ],
    [host.arch === "arm" && armVersion === undefined, "It does not say the ARM version it needs."],
    [host.endian !== undefined && endian === undefined, "It does not say its byte order."],
    [
      abi === undefined && napi === undefined && runtimeVersion === undefined,
      "It does not say an ABI or a Node-API level.",
    ],
    [candidate.variant === "gnu" && host.variant !== "gnu", "It is built with MinGW; the host is not."],
  ];
  return cautions.flatMap(([applies, sentence]) => (applies ? [sentence] : []));
}
