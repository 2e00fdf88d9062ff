import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createCache, createHttpClient } from "@nodewright/artifact-store";
import { type InstallResult, installNode } from "@nodewright/installation";
import { snapshot } from "@nodewright/release-index/snapshot";
import { openSources, readNpmConfig } from "@nodewright/release-source";
import { parseTarget, type Target } from "@nodewright/target-triple";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/**
 * Node.js out of the real npm registry. One executable of Windows is proven by a real signed list at each run; the
 * other rows, 350 MB, where NODEWRIGHT_CONFORMANCE names a folder to keep them in.
 */
const kept = process.env.NODEWRIGHT_CONFORMANCE;
const root = join(import.meta.dirname, "../../..");
const lists = join(process.env.NODEWRIGHT_CORPUS ?? join(root, "../shared"), "data/shasums");

const npmConfig = await readNpmConfig({
  env: process.env,
  cwd: root,
  home: homedir(),
  prefix: dirname(dirname(process.execPath)),
});
const client = createHttpClient({ retries: 1, connectTimeoutMs: 5000 });

const hasLists = existsSync(lists);
const isReachable = await client.fetch(new URL("npm/11.0.0", npmConfig.registry)).then(
  ({ status }) => status === 200,
  () => false,
);
const why = [
  hasLists ? [] : `no lists at ${lists}`,
  isReachable ? [] : `${npmConfig.registry} does not answer`,
].flat();
if (why.length > 0 && process.env.CI === "true" && process.env.NODEWRIGHT_CORPUS !== undefined) {
  throw new Error(why.join(", "));
}

/** A host that runs none of them. */
const host = targetOf("aix-ppc64");

function targetOf(text: string): Target {
  const [target] = parseTarget(text, "canonical").candidates;
  if (target === undefined) throw new Error(`${text} is no target`);
  return target;
}

let place: string;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "nodewright-conformance-"));
});
afterAll(async () => {
  await client.close();
  await rm(place, { recursive: true, force: true });
});

async function install(spec: string, target: Target, shasums?: string): Promise<InstallResult> {
  const options = { choice: "npm", cwd: root, env: {}, client, npmConfig, snapshot, shasums };
  return installNode({
    spec,
    target,
    host,
    sources: openSources(options),
    root: join(place, "nodes"),
    client,
    cache: createCache({ root: kept ?? join(place, "cache") }),
    env: {},
    coreVersion: "0.0.0",
  });
}

const skipped = why.length > 0 ? ` (skipped: ${why.join(", ")})` : "";

describe.skipIf(why.length > 0)(`Node.js for Windows from npm${skipped}`, () => {
  const versions = ["v24.19.0", ...(kept === undefined ? [] : ["v22.10.0", "v22.21.1", "v26.7.0"])];

  it.each(versions)(
    "%s has the executable that the release key signed",
    { timeout: 300_000 },
    async (version) => {
      const list = await readFile(join(lists, `${version}.asc`), "utf8");
      const { evidence, prefix } = await install(version, targetOf("win32-x64"), list);
      expect(evidence.at(-1)).toMatchObject({ kind: "release-key", fileName: "win-x64/node.exe" });
      const names = ["node.exe", "node_modules", "npm", "npm.cmd", "npm.ps1", "npx", "npx.cmd", "npx.ps1"];
      expect((await readdir(prefix)).sort()).toEqual([".nodewright.json", ...names]);
    },
  );
});

describe.skipIf(kept === undefined || !isReachable)(
  "Node.js for Unix from npm (skipped unless NODEWRIGHT_CONFORMANCE names a folder for it)",
  () => {
    it.each([
      ["24", "linux-arm64-glibc"],
      ["20", "linux-armv7-glibc"],
      ["26", "darwin-arm64"],
      ["22", "darwin-x64"],
    ])(
      "%s for %s is a prefix as nodejs.org's archives have it",
      { timeout: 300_000 },
      async (spec, target) => {
        const { prefix, executable } = await install(spec, targetOf(target));
        const texts = ["CHANGELOG.md", "LICENSE", "README.md"];
        expect((await readdir(prefix)).sort()).toEqual([
          ".nodewright.json",
          ...texts,
          "bin",
          "include",
          "lib",
          "share",
        ]);
        expect((await readdir(join(prefix, "bin"))).sort()).toEqual(["node", "npm", "npx"]);
        expect((await stat(executable)).mode & 0o111).toBe(0o111);
        expect(await readdir(join(prefix, "include/node"))).toContain("node_api.h");
        const npm: unknown = JSON.parse(
          await readFile(join(prefix, "lib/node_modules/npm/package.json"), "utf8"),
        );
        expect(npm).toMatchObject({ name: "npm" });
      },
    );
  },
);
