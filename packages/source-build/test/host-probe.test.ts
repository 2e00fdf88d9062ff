import { describe, expect, test } from "vitest";
import { createHostProbe, matchesPlatform } from "../src/host-probe.js";
import { makeScratch } from "./support/build.js";

/** A machine of nothing but what its commands say. */
function machine(commands: Readonly<Record<string, string>>) {
  const scratch = makeScratch();
  for (const [name, body] of Object.entries(commands)) scratch.stub(name, body);
  const probe = createHostProbe({ PATH: scratch.path("bin") });
  return { probe, scratch };
}

const uname = (os: string, arch: string, release = "1.0") =>
  `case "$1" in -s) echo ${os} ;; -m) echo ${arch} ;; -r) echo ${release} ;; esac`;

describe("createHostProbe", () => {
  test.each([
    ["Linux", "x86_64", "linux", "x64"],
    ["Linux", "amd64", "linux", "x64"],
    ["Linux", "i686-64", "linux", "x64"],
    ["Linux", "i686", "linux", "x86"],
    ["SunOS", "i86pc", "sunos", "x86"],
    ["Linux", "aarch64", "linux", "arm64"],
    ["Darwin", "arm64", "darwin", "arm64"],
    ["Linux", "armv7l", "linux", "armv7l"],
    ["Linux", "ppc64le", "linux", "ppc64le"],
  ])("platform: %s %s", async (name, cpu, os, arch) => {
    const { probe } = machine({ uname: uname(name, cpu) });
    expect(await probe.platform()).toEqual({ os, arch, distro: "" });
  });

  test("platform: the distribution by lsb_release, FreeBSD by its release", async () => {
    const ubuntu = machine({ uname: uname("Linux", "x86_64"), lsb_release: "echo 24.04 Ubuntu" });
    expect((await ubuntu.probe.platform()).distro).toBe("ubuntu");
    const redhat = machine({ uname: uname("Linux", "x86_64"), lsb_release: 'echo "Red Hat Enterprise 9"' });
    expect((await redhat.probe.platform()).distro).toBe("redhat");
    const freebsd = machine({ uname: uname("FreeBSD", "amd64", "14.1-RELEASE") });
    expect((await freebsd.probe.platform()).distro).toBe("freebsd14");
  });

  test.each([
    ["Linux", "musl", "x64-musl"],
    ["Linux", "glibc", "x64"],
    ["Linux", undefined, "x64"],
    ["Darwin", "musl", "x64"],
  ])("platform: %s with %s is %s", async (name, libc, arch) => {
    const { scratch } = machine({ uname: uname(name, "x86_64") });
    const probe = createHostProbe({ PATH: scratch.path("bin") }, async () => libc);
    expect((await probe.platform()).arch).toBe(arch);
  });

  test("each question is asked once", async () => {
    const { probe, scratch } = machine({ uname: uname("Linux", "x86_64") });
    await Promise.all([probe.platform(), probe.platform(), probe.uname("-s")]);
    expect([...scratch.calls()].sort()).toEqual(["uname [-m]", "uname [-s]"]);
  });

  test.each([
    [{ uname: uname("Darwin", "arm64"), sysctl: "echo 4" }, 4, "sysctl [-n] [hw.ncpu]"],
    [{ uname: uname("FreeBSD", "amd64"), sysctl: "echo 1" }, 1, "sysctl [-n] [hw.ncpu]"],
    [{ uname: uname("Darwin", "arm64"), sysctl: "exit 1" }, 2, "sysctl [-n] [hw.ncpu]"],
    [{ uname: uname("SunOS", "i86pc"), getconf: "echo 8" }, 8, "getconf [NPROCESSORS_ONLN]"],
    [{ uname: uname("Linux", "x86_64"), getconf: "echo 3" }, 3, "getconf [_NPROCESSORS_ONLN]"],
  ])("cpuCores %#", async (commands, cores, call) => {
    const { probe, scratch } = machine(commands);
    expect(await probe.cpuCores()).toBe(cores);
    expect(scratch.calls()).toContain(call);
  });

  test("macVersion is a number on macOS alone", async () => {
    const mac = machine({ uname: uname("Darwin", "arm64"), sw_vers: "echo 10.9.5" });
    expect(await mac.probe.macVersion()).toBe(1009);
    expect(await machine({ uname: uname("Linux", "x86_64") }).probe.macVersion()).toBeUndefined();
  });

  test("description: from the first source there is", async () => {
    expect(await machine({ lsb_release: "printf 'Debian\\n13\\n'" }).probe.description()).toBe("Debian 13");
    const mac = machine({ sw_vers: 'case "$1" in -productName) echo macOS ;; *) echo 15.1 ;; esac' });
    expect(await mac.probe.description()).toBe("macOS 15.1");
    expect(await machine({}).probe.description()).not.toBe("");
  });

  test("which: the first executable file on PATH", () => {
    const { probe, scratch } = machine({ git: "" });
    scratch.write("bin/data", "");
    expect(probe.which("git")).toBe(scratch.path("bin/git"));
    expect(probe.which("data")).toBeUndefined();
    expect(probe.which("missing")).toBeUndefined();
  });
});

test("matchesPlatform: a binary for glibc is not for a musl host", () => {
  const musl = { os: "linux", arch: "x64-musl", distro: "" };
  expect(matchesPlatform("linux-x64", musl)).toBe(false);
  expect(matchesPlatform("linux-x64-musl", musl)).toBe(true);
});

test.each([
  ["linux-x64", true],
  ["ubuntu-x64", true],
  ["linux-arm64", false],
  ["-x64", false],
  ["linux-x64-musl", false],
])("matchesPlatform %s", (platform, isMatch) => {
  expect(matchesPlatform(platform, { os: "linux", arch: "x64", distro: "ubuntu" })).toBe(isMatch);
});
