import { describe, expect, test } from "vitest";
import { formatTarget, parsePkgTarget, parseTarget } from "../src/index.js";
import { errorOf } from "./error-of.js";

function read(text: string, hostText = "linux-x64-musl", nodeVersion = "v24.21.0") {
  const [host] = parseTarget(hostText, "canonical").candidates;
  if (host === undefined) throw new Error(hostText);
  const { target, nodeRange, text: whole } = parsePkgTarget(text, { host, nodeVersion });
  return [nodeRange.text, formatTarget(target), whole];
}

describe("parsePkgTarget", () => {
  test.each([
    ["node22-linux-arm64", ["node22", "linux-arm64-glibc", "node22-linux-arm64"]],
    ["arm64-linux-node22", ["node22", "linux-arm64-glibc", "node22-linux-arm64"]],
    ["latest-alpine-x64", ["latest", "linux-x64-musl", "latest-alpine-x64"]],
    ["linuxstatic-armv7", ["node24", "linux-armv7-static", "node24-linuxstatic-armv7"]],
    ["osx-x86_64", ["node24", "darwin-x64", "node24-macos-x64"]],
    ["darwin-arm64", ["node24", "darwin-arm64", "node24-macos-arm64"]],
    ["mac-arm64", ["node24", "darwin-arm64", "node24-macos-arm64"]],
    ["win32-ia32", ["node24", "win32-ia32", "node24-win-x86"]],
    ["windows-x64", ["node24", "win32-x64", "node24-win-x64"]],
    ["lin-riscv64", ["node24", "linux-riscv64-glibc", "node24-linux-riscv64"]],
    ["freebsd-x64", ["node24", "freebsd-x64", "node24-freebsd-x64"]],
    ["win-armv7", ["node24", "win32-arm", "node24-win-armv7"]],
    ["m137-linux-x64", ["m137", "linux-x64-glibc", "m137-linux-x64"]],
    ["node20||22-win", ["node20||22", "win32-x64", "node20||22-win-x64"]],
  ])("%s: words in any order, aliases, a range of its own", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test.each([
    ["host", "linux-x64-musl", ["node24", "linux-x64-musl", "node24-alpine-x64"]],
    ["node22", "linux-x64-glibc", ["node22", "linux-x64-glibc", "node22-linux-x64"]],
    ["latest", "linux-arm64-static", ["latest", "linux-arm64-static", "latest-linuxstatic-arm64"]],
    ["macos", "linux-arm64-musl", ["node24", "darwin-arm64", "node24-macos-arm64"]],
    ["arm64", "win32-x64", ["node24", "win32-arm64", "node24-win-arm64"]],
    ["host", "linux-armv6-glibc", ["node24", "linux-armv6-glibc", "node24-linux-armv6"]],
    ["host", "linux-x64-glibc+pointer-compression", ["node24", "linux-x64-glibc", "node24-linux-x64"]],
    ["linux-ppc64", "linux-ppc64le-glibc", ["node24", "linux-ppc64le-glibc", "node24-linux-ppc64"]],
    ["node22", "aix-ppc64", ["node22", "aix-ppc64", "node22-aix-ppc64"]],
    ["x64", "aix-ppc64", ["node24", "aix-x64", "node24-aix-x64"]],
  ] as const)("%s on %s: what is left out is the host's", (text, host, expected) => {
    expect(read(text, host)).toEqual(expected);
  });

  test.each(["24.21.0", "v24.21.0", "v24.0.0-rc.1", "24"])(
    "the range that is left out is the major of the host's %s",
    (version) => {
      expect(read("linux-x64", "linux-x64-glibc", version)[0]).toBe("node24");
    },
  );

  test.each([
    ["linux-macos", "platform", '"linux" and "macos"'],
    ["linux-linux", "platform", '"linux" and "linux"'],
    ["lin-linux", "platform", '"linux" and "linux"'],
    ["x64-linux-arm64", "arch", '"x64" and "arm64"'],
    ["node20-node22-linux", "range", '"node20" and "node22"'],
    ["latest-linux-node22", "range", '"latest" and "node22"'],
  ])("%s has two words for its %s", (text, kind, both) => {
    const error = errorOf(() => read(text));
    expect(error.code).toBe("ERR_TARGET_DUPLICATE");
    expect(error.message).toContain(kind);
    expect(error.message).toContain(both);
  });

  test.each([
    ["node22-linus-x64", "linux"],
    ["macso-arm64", "macos"],
    ["linux-amr64", "arm64"],
    ["linux-armv6", "armv7"],
    ["alpin", "alpine"],
    ["lates-linux", "latest"],
    ["18-linux-x64", "node18"],
    ["v18.2-linux-x64", "node18.2"],
    ["Linux-x64", "linux"],
    ["hsot", "host"],
  ])("%s has an unknown word: did you mean %s", (text, nearest) => {
    const error = errorOf(() => read(text));
    expect(error.code).toBe("ERR_TARGET_UNKNOWN");
    expect(error.message).toContain(text);
    expect(error.hint).toBe(`did you mean "${nearest}"?`);
  });

  test.each(["", "-", "linux--x64", "linux-x64-", "linux-constructor", "linux-x64-toString"])(
    "%j has an unknown word",
    (text) => {
      const error = errorOf(() => read(text));
      expect(error.code).toBe("ERR_TARGET_UNKNOWN");
      expect(error.hint).toMatch(/platforms are alpine|did you mean/);
    },
  );

  test("host stands alone", () => {
    expect(errorOf(() => read("host-x64")).hint).toBe("host stands alone");
  });

  test.each(["nodefoo-linux-x64", "node>=20-linux", "node-linux-x64"])(
    "%s has a range that pkg cannot resolve",
    (text) => {
      expect(errorOf(() => read(text)).code).toBe("ERR_TARGET_NODE_RANGE");
    },
  );

  test("ppc64 does not say its byte order, and another host's does not count", () => {
    expect(errorOf(() => read("linux-ppc64", "linux-x64-glibc")).code).toBe("ERR_TARGET_INCOMPLETE");
  });
});
