import { hostTarget } from "@nodewright/target-triple/host";
import { describe, expect, it } from "vitest";
import type { FarmRecipe } from "../../src/open-farm.js";
import { pairsOf, targetOf } from "../../src/steps/validate-step.js";

describe("pairsOf", () => {
  it("asks for both compressions of each archive", () => {
    expect(pairsOf(["a.tar.gz"])).toEqual(["a.tar.gz", "a.tar.xz"]);
    expect(pairsOf(["a.tar.xz", "b.zip"])).toEqual(["a.tar.xz", "b.zip", "a.tar.gz"]);
  });
});

describe("targetOf", () => {
  const host = hostTarget();
  const recipe = (data: object): FarmRecipe => ({ data, directory: "", digest: "" }) as unknown as FarmRecipe;

  it("is the recipe's, this machine's, or none; of a legacy recipe that of its files", () => {
    const named = (target: string) => targetOf(recipe({ kind: "build", target }), [], host);
    expect(named("any")).toBeUndefined();
    expect(named("host")).toBe(host);
    expect(named("linux-arm64-musl")).toMatchObject({ arch: "arm64", libc: "musl" });
    const legacy = (fileName: string) => targetOf(recipe({ kind: "legacy" }), [{ fileName }], host);
    expect(legacy("node-v24.1.0-linux-x64-musl.tar.gz")).toMatchObject({ arch: "x64", libc: "musl" });
    expect(legacy("node-v24.1.0-rc.12-linux-riscv64.tar.xz")).toMatchObject({ arch: "riscv64" });
    expect(legacy("node-v24.1.0-headers.tar.gz")).toBeUndefined();
  });
});
