import { afterAll, describe, expect, test } from "vitest";
import { hostEnvironment } from "../../src/host/host-options.js";
import { executableHeader, findLibc, glibcVersionOf, programHeader } from "../../src/host/libc-of.js";
import { type HostOptions, libcOf, type ProcessReport } from "../../src/host.js";
import { askPeers } from "./peers.js";
import { ELF, LDD, type RootFiles, removeRoots, simulateRoot } from "./simulated-root.js";

afterAll(removeRoots);

const GLIBC_REPORT: ProcessReport = {
  header: { glibcVersionRuntime: "2.36" },
  sharedObjects: ["/lib/x86_64-linux-gnu/libc.so.6"],
};
const MUSL_REPORT: ProcessReport = { header: {}, sharedObjects: ["/lib/ld-musl-x86_64.so.1"] };
const STATIC_REPORT: ProcessReport = { header: {}, sharedObjects: [] };

interface System {
  readonly files: RootFiles;
  readonly report: ProcessReport;
  readonly process: string | undefined;
  readonly system: string | undefined;
}

const SYSTEMS: Readonly<Record<string, System>> = {
  Debian: {
    files: { node: ELF.x64Glibc, shell: ELF.x64Glibc, ldd: LDD.debian },
    report: GLIBC_REPORT,
    process: "glibc",
    system: "glibc",
  },
  Fedora: {
    files: { node: ELF.x64Glibc, shell: ELF.x64Glibc, ldd: LDD.fedora },
    report: GLIBC_REPORT,
    process: "glibc",
    system: "glibc",
  },
  Alpine: {
    files: { node: ELF.x64Musl, shell: ELF.x64Musl, ldd: LDD.alpine, files: ["/etc/alpine-release"] },
    report: MUSL_REPORT,
    process: "musl",
    system: "musl",
  },
  "Void with musl, which has no alpine-release": {
    files: { node: ELF.x64Musl, shell: ELF.x64Musl, ldd: LDD.alpine, files: ["/etc/os-release"] },
    report: MUSL_REPORT,
    process: "musl",
    system: "musl",
  },
  "Alpine with gcompat and a glibc Node.js": {
    files: {
      node: ELF.x64Glibc,
      shell: ELF.x64Musl,
      ldd: LDD.alpine,
      files: ["/lib/ld-musl-x86_64.so.1", "/lib64/ld-linux-x86-64.so.2", "/etc/alpine-release"],
    },
    report: MUSL_REPORT,
    process: "glibc",
    system: "musl",
  },
  "Debian with musl's tools beside": {
    files: { node: ELF.x64Glibc, shell: ELF.x64Glibc, ldd: LDD.debian, files: ["/lib/ld-musl-x86_64.so.1"] },
    report: GLIBC_REPORT,
    process: "glibc",
    system: "glibc",
  },
};

describe.each(Object.entries(SYSTEMS))(
  "libcOf on %s",
  (_name, { files, report, process: ofProcess, system }) => {
    const root = simulateRoot(files);
    const options: HostOptions = { root, execPath: "/usr/bin/node", platform: "linux" };

    test("tells the process's and the system's", () => {
      expect([libcOf("process", options), libcOf("system", options)]).toEqual([ofProcess, system]);
    });

    test("agrees with detect-libc on the process, with npm on the system", () => {
      const peers = askPeers(root, report);
      expect([peers.detectLibc, peers.npm]).toEqual([ofProcess, system]);
    });
  },
);

describe("libcOf of a static Node.js", () => {
  test.each([
    ["Debian", LDD.debian, ELF.x64Glibc, "glibc"],
    ["Alpine", LDD.alpine, ELF.x64Musl, "musl"],
  ] as const)("on %s: static, on a system whose libc both peers tell", (_name, ldd, shell, system) => {
    const root = simulateRoot({ node: ELF.x64Static, shell, ldd });
    const options: HostOptions = { root, execPath: "/usr/bin/node", platform: "linux" };
    expect([libcOf("process", options), libcOf("system", options)]).toEqual(["static", system]);
    expect(askPeers(root, STATIC_REPORT)).toEqual({ detectLibc: system, npm: system });
  });

  test("in an empty image: static, and nothing known of the system, as both peers say", () => {
    const root = simulateRoot({ node: ELF.x64Static });
    const options: HostOptions = { root, execPath: "/usr/bin/node", platform: "linux" };
    expect([libcOf("process", options), libcOf("system", options)]).toEqual(["static", undefined]);
    expect(askPeers(root, STATIC_REPORT)).toEqual({ detectLibc: null, npm: null });
  });
});

describe("libcOf reads loaders that detect-libc does not", () => {
  test.each([
    ["ia32Glibc", "glibc"],
    ["armGlibc", "glibc"],
    ["armMusl", "musl"],
    ["ppc64leGlibc", "glibc"],
    ["ppc64beGlibc", "glibc"],
    ["s390xGlibc", "glibc"],
    ["s390xMusl", "musl"],
    ["mipsGlibc", "glibc"],
  ] as const)("%s is %s, in an image without ldd", (name, libc) => {
    const root = simulateRoot({ node: ELF[name] });
    const options: HostOptions = { root, execPath: "/usr/bin/node", platform: "linux" };
    expect(libcOf("process", options)).toBe(libc);
    expect(askPeers(root, STATIC_REPORT).detectLibc).toBeNull();
  });

  test.each([
    ["arm64Glibc", "glibc"],
    ["riscv64Glibc", "glibc"],
    ["loong64Musl", "musl"],
  ] as const)("%s is %s, as detect-libc says", (name, libc) => {
    const root = simulateRoot({ node: ELF[name] });
    expect(libcOf("process", { root, execPath: "/usr/bin/node", platform: "linux" })).toBe(libc);
    expect(askPeers(root, STATIC_REPORT).detectLibc).toBe(libc);
  });
});

describe("libcOf: what is asked next when a source is silent", () => {
  const at = (files: RootFiles, more: HostOptions = {}): HostOptions => ({
    root: simulateRoot(files),
    execPath: "/usr/bin/node",
    platform: "linux",
    ...more,
  });
  const refuse = (): never => {
    throw new Error("asked too much");
  };

  test("an executable that is no ELF: ldd's text", () => {
    expect(
      libcOf(
        "process",
        at({ ldd: LDD.alpine, files: ["/usr/bin/node"] }, { report: refuse, runLdd: refuse }),
      ),
    ).toBe("musl");
  });

  test("no ldd: the report; no report: ldd's own words", () => {
    expect(libcOf("process", at({}, { report: () => GLIBC_REPORT, runLdd: refuse }))).toBe("glibc");
    expect(libcOf("process", at({}, { report: () => MUSL_REPORT, runLdd: refuse }))).toBe("musl");
    expect(
      libcOf(
        "process",
        at({}, { report: () => undefined, runLdd: () => "musl libc (x86_64)\nVersion 1.2.5" }),
      ),
    ).toBe("musl");
    expect(libcOf("process", at({}, { runLdd: () => "ldd (Ubuntu GLIBC 2.35-0ubuntu3) 2.35" }))).toBe(
      "glibc",
    );
    expect(libcOf("process", at({}))).toBeUndefined();
  });

  test("neither report nor program is asked where a file answers", () => {
    const asked = { report: refuse, runLdd: refuse };
    expect(libcOf("process", at({ node: ELF.x64Glibc }, asked))).toBe("glibc");
    expect(libcOf("system", at({ ldd: LDD.debian }, asked))).toBe("glibc");
    expect(libcOf("system", at({ shell: ELF.x64Musl }, asked))).toBe("musl");
    expect(libcOf("system", at({ files: ["/lib/ld-musl-aarch64.so.1"] }, asked))).toBe("musl");
    expect(libcOf("system", at({ files: ["/lib64/ld64.so.2"] }, asked))).toBe("glibc");
  });

  test("a system of a static busybox and both loaders tells nothing by itself", () => {
    const files = {
      shell: ELF.x64Static,
      files: ["/lib/ld-musl-x86_64.so.1", "/lib64/ld-linux-x86-64.so.2"],
    };
    expect(libcOf("system", at(files))).toBeUndefined();
  });

  test("ldd is a link to musl's loader, absolute as on a real root", () => {
    const files = { ldd: { link: "/lib/ld-musl-x86_64.so.1" }, files: ["/lib/ld-musl-x86_64.so.1"] };
    expect(libcOf("system", at(files))).toBe("musl");
  });

  test("Android and OpenHarmony have one of their own, other platforms none", () => {
    const libcs = ["android", "openharmony", "darwin", "win32", "freebsd"].map((platform) =>
      libcOf("process", { platform }),
    );
    expect(libcs).toEqual(["bionic", "ohos", undefined, undefined, undefined]);
  });
});

test.each([
  [LDD.debian, "2.36"],
  [LDD.fedora, "2.38"],
  [LDD.alpine, undefined],
])("glibcVersionOf reads ldd's text", (ldd, version) => {
  expect(glibcVersionOf(hostEnvironment({ root: simulateRoot({ ldd }), platform: "linux" }))).toBe(version);
});

test("glibcVersionOf asks the report where there is no ldd", () => {
  const host = hostEnvironment({ root: simulateRoot({}), platform: "linux", report: () => GLIBC_REPORT });
  expect(glibcVersionOf(host)).toBe("2.36");
});

test("executableHeader and programHeader read from the root", () => {
  const root = simulateRoot({ node: ELF.arm64Glibc, shell: ELF.armGlibc });
  const host = hostEnvironment({ root, execPath: "/usr/bin/node", platform: "linux" });
  expect([executableHeader(host)?.bits, programHeader(host)?.bits]).toEqual([64, 32]);
  expect(findLibc("process", host)).toBe("glibc");
});

test.runIf(process.platform === "linux")("libcOf tells this machine's, as the peers do", () => {
  const families = ["glibc", "musl", "static"];
  expect(families).toContain(libcOf("process"));
  expect(families).toContain(libcOf("system"));
});
