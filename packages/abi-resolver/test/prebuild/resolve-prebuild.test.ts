import { createRequire } from "node:module";
import fc from "fast-check";
import { afterEach, describe, expect, expectTypeOf, test, vi } from "vitest";
import { createAbiTable } from "../../src/abi-table.js";
import { resolvePrebuild } from "../../src/prebuild/resolve-prebuild.js";
import type { PrebuildHost } from "../../src/prebuild/types.js";

const glibc: PrebuildHost = { os: "linux", arch: "x64", libc: "glibc", glibcVersion: "2.36" };
const musl: PrebuildHost = { os: "linux", arch: "x64", libc: "musl" };

describe("resolvePrebuild", () => {
  const PREBUILDS = [
    "prebuilds/darwin-x64+arm64/node.napi.node",
    "prebuilds/linux-arm/node.napi.armv6.node",
    "prebuilds/linux-arm/node.napi.armv7.node",
    "prebuilds/linux-arm64/node.napi.armv8.node",
    "prebuilds/linux-x64/electron.abi139.node",
    "prebuilds/linux-x64/node.abi127.glibc.node",
    "prebuilds/linux-x64/node.napi.glibc.node",
    "prebuilds/linux-x64/node.napi.musl.node",
    "prebuilds/win32-x64/node.napi.node",
  ];

  test.each<[string, PrebuildHost, { name?: string; version: string }, string | undefined]>([
    ["the ABI it was built for", glibc, { version: "22.11.0" }, "prebuilds/linux-x64/node.abi127.glibc.node"],
    ["Node-API for another ABI", glibc, { version: "24.0.0" }, "prebuilds/linux-x64/node.napi.glibc.node"],
    ["musl on musl", musl, { version: "22.11.0" }, "prebuilds/linux-x64/node.napi.musl.node"],
    [
      "Electron's own",
      glibc,
      { name: "electron", version: "38.2.0" },
      "prebuilds/linux-x64/electron.abi139.node",
    ],
    [
      "Node-API for another Electron",
      glibc,
      { name: "electron", version: "39.0.0" },
      "prebuilds/linux-x64/node.napi.glibc.node",
    ],
    ["Node-API in Bun", musl, { name: "bun", version: "1.4.4" }, "prebuilds/linux-x64/node.napi.musl.node"],
    [
      "Node-API in an alpha",
      glibc,
      { version: "27.0.0-alpha.0.1.1" },
      "prebuilds/linux-x64/node.napi.glibc.node",
    ],
    [
      "the highest ARM version",
      { os: "linux", arch: "arm", libc: "glibc", armVersion: "7" },
      { version: "20.0.0" },
      "prebuilds/linux-arm/node.napi.armv7.node",
    ],
    [
      "a lower ARM version",
      { os: "linux", arch: "arm", libc: "glibc", armVersion: "6" },
      { version: "20.0.0" },
      "prebuilds/linux-arm/node.napi.armv6.node",
    ],
    [
      "a universal file",
      { os: "darwin", arch: "arm64" },
      { version: "20.0.0" },
      "prebuilds/darwin-x64+arm64/node.napi.node",
    ],
    ["nothing for another system", { os: "freebsd", arch: "x64" }, { version: "20.0.0" }, undefined],
    ["nothing before Node-API", { os: "win32", arch: "x64" }, { version: "6.0.0" }, undefined],
  ])("chooses %s", (_, host, runtime, chosen) => {
    const choice = resolvePrebuild({ host, runtime, candidates: PREBUILDS });
    expect(choice.chosen).toBe(chosen);
    expect(choice.ranked.length + choice.rejected.length).toBe(PREBUILDS.length);
    expect(choice.rejected.every(({ reason }) => /^[A-Z].*\.$/.test(reason))).toBe(true);
  });

  test("says of every candidate why it was not taken", () => {
    const { ranked, rejected } = resolvePrebuild({
      host: { ...glibc, glibcVersion: "2.17" },
      runtime: { version: "20.20.2" },
      candidates: [
        "bcrypt_lib-v5.1.1-napi-v3-linux-x64-glibc.tar.gz",
        "bcrypt_lib-v5.1.1-napi-v3-linux-x64-musl.tar.gz",
        "a-v1.0.0-node-v127-linux-x64.tar.gz",
        "README.md",
        { name: "new", os: "linux", arch: "x64", libc: "glibc", glibcFloor: "2.28", napi: 8 },
        { name: "ten", os: "linux", arch: "x64", napi: 10 },
      ],
    });
    expect(ranked).toEqual([{ candidate: "bcrypt_lib-v5.1.1-napi-v3-linux-x64-glibc.tar.gz", cautions: [] }]);
    expect(rejected.map(({ code, reason }) => [code, reason])).toEqual([
      ["libc", "It is built for musl; the host has glibc."],
      ["abi", "It is bound to ABI 127; Node.js 20.20.2 has 115."],
      ["name", "Its name is of no grammar that is known here."],
      ["glibc", "It needs glibc 2.28; the host has 2.17."],
      ["node-api", "It needs Node-API 10; that of Node.js 20.20.2 is 9."],
    ]);
  });

  test("takes the highest Node-API level the runtime has", () => {
    const candidates = [3, 6, 8, 9, 10].map((napi) => `a-v1.0.0-napi-v${napi}-linux-x64.tar.gz`);
    const of = (version: string) => resolvePrebuild({ host: glibc, runtime: { version }, candidates }).chosen;
    expect(of("14.0.0")).toContain("napi-v6");
    expect(of("20.20.2")).toContain("napi-v9");
    expect(of("24.0.0")).toContain("napi-v10");
  });

  test("puts a candidate that leaves its libc open behind, with a caution", () => {
    const { ranked } = resolvePrebuild({
      host: musl,
      runtime: { version: "22.11.0" },
      candidates: ["linux-x64/node.napi.node", "linux-x64/node.napi.musl.node"],
    });
    expect(ranked).toEqual([
      { candidate: "linux-x64/node.napi.musl.node", cautions: [] },
      { candidate: "linux-x64/node.napi.node", cautions: ["It does not say its libc; the host has musl."] },
    ]);
  });

  test("gives the caller's own object back and keeps the order of equals", () => {
    const candidates = [
      { url: "a", napi: 3 },
      { url: "b", napi: 3 },
    ] as const;
    const { chosen } = resolvePrebuild({ host: glibc, runtime: { version: "22.11.0" }, candidates });
    expect(chosen).toBe(candidates[0]);
    expectTypeOf(chosen).toEqualTypeOf<(typeof candidates)[number] | undefined>();
  });

  test("asks the table it is given", () => {
    const query = { host: glibc, runtime: { version: "28.0.0" }, candidates: [{ abi: "160" }] };
    expect(resolvePrebuild(query).chosen).toBeUndefined();
    const table = createAbiTable([{ version: "28.0.0", modules: "160" }]);
    expect(resolvePrebuild({ ...query, table }).chosen).toEqual({ abi: "160" });
  });
});

describe("resolvePrebuild agrees with node-gyp-build", () => {
  interface Tags {
    readonly runtime: string | null;
    readonly abi: string | null;
    readonly specificity: number;
  }
  interface NodeGypBuild {
    parseTags(file: string): Tags | undefined;
    matchTags(runtime: string, abi: string): (tags: Tags) => boolean;
    compareTags(runtime: string): (a: Tags, b: Tags) => number;
  }
  const require = createRequire(import.meta.url);

  /** The loader reads platform and libc once, from the environment. */
  function loaderOf(libc: string): NodeGypBuild {
    vi.stubEnv("LIBC", libc);
    vi.stubEnv("npm_config_platform", "linux");
    vi.stubEnv("npm_config_arch", "x64");
    for (const file of Object.keys(require.cache))
      if (file.includes("node-gyp-build")) delete require.cache[file];
    return require("node-gyp-build/node-gyp-build.js");
  }

  afterEach(() => {
    vi.unstubAllEnvs();
  });

  const tag = (...tags: string[]) => fc.constantFrom("", ...tags);
  /** As prebuildify names files: all say their runtime or none does, and Node-API builds say no ABI. */
  const files = fc.boolean().chain((sayRuntime) => {
    const runtime = sayRuntime ? fc.constantFrom("node", "electron") : fc.constant("addon");
    const file = fc
      .tuple(runtime, tag("napi", "abi127", "abi139", "abi115"), tag("uv1", "uv9"), tag("glibc", "musl"))
      .map((tags) => [...tags.filter((one) => one !== ""), "node"].join("."));
    return fc.uniqueArray(file, { maxLength: 8 });
  });

  test.each([
    ["node", "22.11.0", "127", "glibc"],
    ["electron", "38.2.0", "139", "musl"],
  ])("in %s %s with ABI %s on %s", (name, version, abi, libc) => {
    const loader = loaderOf(libc);
    fc.assert(
      fc.property(files, (names) => {
        const theirs = names
          .flatMap((one) => loader.parseTags(one) ?? [])
          .filter(loader.matchTags(name, abi))
          .sort(loader.compareTags(name))[0];
        const chosen = resolvePrebuild({
          host: { os: "linux", arch: "x64", libc },
          runtime: { name, version, uv: process.versions.uv },
          candidates: names.map((one) => `prebuilds/linux-x64/${one}`),
        }).chosen;
        const ours = chosen === undefined ? undefined : loader.parseTags(chosen.split("/").at(-1) ?? "");
        const rank = (tags: Tags | undefined) => tags && [tags.runtime, tags.abi, tags.specificity];
        expect(rank(ours)).toEqual(rank(theirs));
      }),
      { numRuns: 300 },
    );
  });
});
