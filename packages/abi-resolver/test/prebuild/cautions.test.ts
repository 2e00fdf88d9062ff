import { describe, expect, test } from "vitest";
import { cautionsOf } from "../../src/prebuild/cautions.js";
import type { PrebuildCandidate, PrebuildHost } from "../../src/prebuild/types.js";

const linux: PrebuildHost = { os: "linux", arch: "x64", libc: "musl" };

describe("cautionsOf", () => {
  test.each<[PrebuildCandidate, PrebuildHost, readonly string[]]>([
    [{ libc: "musl", napi: 3 }, linux, []],
    [{ napi: 3 }, { os: "darwin", arch: "arm64" }, []],
    [{ napi: 3 }, linux, ["It does not say its libc; the host has musl."]],
    [{ libc: "musl" }, linux, ["It does not say an ABI or a Node-API level."]],
    [
      { libc: "glibc", glibcFloor: "2.28", abi: "127" },
      { ...linux, libc: "glibc" },
      ["It needs glibc 2.28; the host does not say which it has."],
    ],
    [{ libc: "musl", napi: 1 }, { ...linux, arch: "arm" }, ["It does not say the ARM version it needs."]],
    [
      { libc: "musl", napi: 1 },
      { ...linux, arch: "ppc64", endian: "little" },
      ["It does not say its byte order."],
    ],
    [{ napi: 1, variant: "gnu" }, { os: "win32", arch: "x64" }, ["It is built with MinGW; the host is not."]],
  ])("of %j on %j", (candidate, host, cautions) => {
    expect(cautionsOf(candidate, host)).toEqual(cautions);
  });
});
