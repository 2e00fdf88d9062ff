import { parseVersion } from "@nodewright/release-index";
import { createTarget } from "@nodewright/target-triple";
import { describe, expect, it } from "vitest";
import {
  channelDirectory,
  configureFlags,
  outputNames,
  slugOfTarget,
  targetVariables,
  versionVariables,
} from "../src/make-variables.js";
import { leastData } from "./support/recipes.js";

const host = createTarget({ os: "linux", arch: "arm", armVersion: "7", libc: "glibc" });

describe("versionVariables", () => {
  it.each([
    ["v24.1.0", "release", "", "", ""],
    ["v24.1.0-rc.12", "custom", "rc.12", "", ""],
    ["v24.0.0-nightly20260417b178842482", "nightly", "", "20260417", "b178842482"],
    ["v24.0.0-nightly202410306dea41d2f7", "nightly", "", "20241030", "6dea41d2f7"],
    ["v12.0.1-test201904152fed83dee8", "custom", "test201904152fed83dee8", "", ""],
    ["v25.0.0-v8-canary20260417b178842482", "custom", "v8-canary20260417b178842482", "", ""],
  ])("of %s", (version, DISTTYPE, CUSTOMTAG, DATESTRING, COMMIT) => {
    expect(versionVariables(version)).toEqual({ DISTTYPE, CUSTOMTAG, DATESTRING, COMMIT });
  });
});

describe("channelDirectory", () => {
  it.each([
    ["v24.1.0", "release"],
    ["v24.1.0-rc.1", "rc"],
    ["v24.1.0-mine.1", "custom"],
  ])("of %s is where it is published: %s", (version, directory) => {
    expect(channelDirectory(parseVersion(version))).toBe(directory);
  });
});

describe("targetVariables", () => {
  it("are the recipe's", () => {
    const data = leastData({ destCpu: "arm", arch: "armv6l", variation: "" });
    expect(targetVariables(data, host)).toEqual({ DESTCPU: "arm", ARCH: "armv6l", VARIATION: "" });
  });

  it("are none for files without machine code", () => {
    expect(targetVariables(leastData({ target: "any" }), host)).toEqual({});
  });

  it("are the machine's where the target is host", () => {
    const data = leastData({ target: "host" });
    expect(targetVariables(data, host)).toEqual({ DESTCPU: "arm", ARCH: "armv7l", VARIATION: "" });
    const musl = createTarget({ os: "linux", arch: "x64", libc: "musl" });
    expect(targetVariables(data, musl)).toEqual({ DESTCPU: "x64", ARCH: "x64", VARIATION: "musl" });
  });
});

describe("slugOfTarget", () => {
  it("is nodejs.org's, or the target's own text", () => {
    expect(slugOfTarget(host)).toBe("linux-armv7l");
    expect(slugOfTarget(createTarget({ os: "linux", arch: "x64", libc: "static" }))).toBe("linux-x64-static");
  });
});

describe("configureFlags", () => {
  it("are those whose range has the version", () => {
    const data = leastData({
      configure: [{ flags: ["--a", "--b"] }, { flags: ["--temporal"], range: ">=26" }],
    });
    expect(configureFlags(data, "v24.1.0")).toBe("--a --b");
    expect(configureFlags(data, "v26.0.0-rc.1")).toBe("--a --b --temporal");
  });
});

describe("outputNames", () => {
  it("have the version and the host's slug", () => {
    const data = leastData({ outputs: ["node-{version}-{slug}.tar.gz", "node-{version}-headers.tar.gz"] });
    expect(outputNames(data, "24.1.0", host)).toEqual([
      "node-v24.1.0-linux-armv7l.tar.gz",
      "node-v24.1.0-headers.tar.gz",
    ]);
  });
});
