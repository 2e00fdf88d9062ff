import { createTarget, type TargetParts } from "@nodewright/target-triple";
import type { StagedPrebuild } from "../../src/emit/read-staged.js";

/** What readStaged would give for a target; no tarball is behind it. */
export function staged(
  parts: TargetParts,
  entry: Partial<StagedPrebuild["entry"]> = { nodeApi: 8 },
): StagedPrebuild {
  const whole = {
    file: "a.tar.gz",
    sizeBytes: 1,
    sha256: "",
    target: "",
    runtime: "node",
    addon: "demo.node",
    files: [],
  };
  return { tarball: "/a.tar.gz", target: createTarget(parts), entry: { ...whole, ...entry } };
}

export const linux: TargetParts = { os: "linux", arch: "x64", libc: "glibc" };
