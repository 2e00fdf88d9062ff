import { spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { type AddonFolder, addonFolder, pathWithoutCompilers } from "./support/addon-folder.js";
import * as addons from "./support/real-addons.js";
import { type Outcome, runBin, runProgram } from "./support/run.js";
import { BUCKET, CREDENTIALS, serveS3 } from "./support/s3.js";

/**
 * Addons of the npm registry on the way that their binaries go. The small ones are devDependencies; the others come
 * from the registry, and are built where NODEWRIGHT_CONFORMANCE names a folder to keep them in.
 */
const kept = process.env.NODEWRIGHT_CONFORMANCE;
const prefix = dirname(dirname(process.execPath));
const peer = join(
  dirname(createRequire(import.meta.url).resolve("@mapbox/node-pre-gyp/package.json")),
  "bin/node-pre-gyp",
);

const MINUTE = 60_000;

/** Why an addon is not built here, where that is so. */
function whyNot({ isHere }: addons.RealAddon): string {
  if (!isHere && kept === undefined) return "skipped unless NODEWRIGHT_CONFORMANCE names a folder for it";
  if (process.platform === "win32") return "skipped: PATH has no folder without compilers on Windows";
  // No machine that is set up anew mends that: the Node.js from npm has none.
  if (!existsSync(join(prefix, "include/node/node_api.h"))) return "skipped: Node.js came without headers";
  if (process.env.CI === "true") return "";
  const missing = ["c++", "make", "python3"].find(
    (name) => spawnSync(name, ["--version"]).error !== undefined,
  );
  return missing === undefined ? "" : `skipped: ${missing} is not installed`;
}

describe.each(Object.values(addons).map((addon) => ({ ...addon, why: whyNot(addon) })))(
  "$name $version ($api) $why",
  ({ why, ...addon }) => {
    it.skipIf(why !== "")(
      "has the variables that node-pre-gyp gives it",
      { timeout: 5 * MINUTE },
      async () => {
        const { folder: cwd } = addonFolder(addon, kept);
        for (const words of REVEALED) {
          const theirs = await runProgram(process.execPath, [peer, "reveal", ...words], { cwd });
          const ours = await runBin("node-pre-gyp", ["reveal", ...words], { cwd });
          expect(ours.stdout).toBe(theirs.stdout);
          expect(ours.stdout).toContain(`"name": "${addon.name}"`);
        }
      },
    );

    it.skipIf(why !== "")(
      "is built, published, installed where nothing compiles, and works",
      { timeout: 60 * MINUTE },
      async () => {
        const url = await serveS3();
        await publish(addonFolder(addon, kept, BUCKET), addon, url);
        const user = addonFolder(addon, kept, BUCKET);
        const installed = await install(user, url);
        expect(installed).toMatchObject({
          exitCode: 0,
          stdout: expect.stringMatching(
            new RegExp(`^\\[${addon.name}\\] Success: ".*\\.node" is installed via remote\\n$`),
          ),
          stderr: expect.stringContaining("the bytes are those of the host's manifest"),
        });
        const file = /"(.*)"/.exec(installed.stdout)?.[1];
        expect(await use(user, addon)).toEqual({ answer: addon.answer, loaded: [file] });
      },
    );
  },
);

/** Options under which both must say the same. With `--target`, the Node-API level is the target's here alone. */
const REVEALED: readonly (readonly string[])[] = [
  [],
  ["--target_arch=arm64"],
  ["--target_platform=linux", "--target_libc=musl"],
  ["--target_platform=win32", "--target_arch=ia32"],
  ["--debug"],
  ["--toolset=v143"],
];

/** Builds, packs and publishes as the addon's author; says what the manifests of the tarballs do. */
async function publish(
  { folder: cwd, manifest }: AddonFolder,
  addon: addons.RealAddon,
  url: string,
): Promise<void> {
  const env = { ...mirror(manifest, url), ...CREDENTIALS, npm_config_nodedir: prefix };
  for (const words of WORK[addon.author](url)) {
    const { exitCode, stdout, stderr } = await runBin(addon.author, words, { cwd, env });
    expect([words, exitCode, stdout, stderr]).toEqual([words, 0, expect.any(String), expect.any(String)]);
  }
  const entries = globSync(join(cwd, "build/stage/**/*.json")).flatMap(
    (file) => JSON.parse(readFileSync(file, "utf8")).prebuilds,
  );
  const level =
    addon.api === "NAN" ? { nodeAbi: Number(process.versions.modules) } : { nodeApi: expect.any(Number) };
  const files = [{ path: `${manifest.binary.module_name}.node` }];
  const { length } = [manifest.binary.napi_versions].flat();
  expect(entries).toMatchObject(Array.from({ length }, () => ({ runtime: "node", ...level, files })));
}

const WORK: Readonly<Record<addons.RealAddon["author"], (url: string) => readonly (readonly string[])[]>> = {
  "node-pre-gyp": () => [["rebuild", "package", "testpackage", "--jobs=2"], ["publish"]],
  "nodewright-prebuild": (url) => [
    ["build", "--toolchain", "system", "--glibc", "2.39"],
    ["publish", "--to", `s3://${BUCKET.bucket}?region=${BUCKET.region}&endpoint=${url}`],
  ],
};

/** Runs the package's own script where PATH has Node.js and node-pre-gyp alone. */
async function install({ folder: cwd, manifest }: AddonFolder, url: string): Promise<Outcome> {
  const PATH = pathWithoutCompilers();
  const run = (script: string): Promise<Outcome> =>
    runProgram("/bin/sh", ["-c", script], {
      cwd,
      env: { ...mirror(manifest, url), PATH, npm_config_fallback_to_build: "false" },
    });
  expect(await run("command -v cc || command -v c++ || command -v make || command -v python3")).toMatchObject(
    {
      stdout: "",
    },
  );
  return run(manifest.scripts.install ?? "");
}

function mirror({ binary }: AddonFolder["manifest"], url: string): Record<string, string> {
  return { [`npm_config_${binary.module_name}_binary_host_mirror`]: url };
}

/** What the installed package answers, and which addons it loaded for that. */
async function use({ root: cwd }: AddonFolder, { use: body, flags }: addons.RealAddon): Promise<unknown> {
  const program = `(async () => {
    const answer = await (async () => {${body}})();
    const loaded = Object.keys(require.cache).filter((file) => file.endsWith(".node"));
    process.stdout.write(JSON.stringify({ answer, loaded }));
  })()`;
  const { stdout, stderr } = await runProgram(process.execPath, [...flags, "-e", program], { cwd });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}
