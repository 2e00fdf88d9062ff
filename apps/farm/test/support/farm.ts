import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { generateSigningKey, signShasums } from "@nodewright/gpg-verify";
import { packStandInSource } from "@nodewright/recipe-runner";
import { formatIndex, type ReleaseRow } from "@nodewright/release-index";
import { onTestFinished } from "vitest";

const repository = resolve(import.meta.dirname, "../../../..");
const recipesRoot: string = join(repository, "recipes");

/** Whether tests that compile are to be skipped: there is no compiler, and this is not continuous integration. */
export const lacksCompiler: boolean =
  !process.env.CI && !["g++", "make", "xz"].every((tool) => spawnSync(tool, ["--version"]).status === 0);

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "farm-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of this repository as its users do; `killAfterMs` ends it as a power cut would. */
export function run(
  script: string,
  args: readonly string[],
  options: { readonly killAfterMs?: number; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Outcome> {
  const child = spawn(process.execPath, [join(repository, script), ...args], {
    env: { ...process.env, ...options.env },
    detached: true,
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output.stderr += chunk;
  });
  if (options.killAfterMs !== undefined) {
    const timer = setTimeout(() => child.kill("SIGKILL"), options.killAfterMs);
    child.on("exit", () => clearTimeout(timer));
  }
  return new Promise((ended) => child.on("close", (code) => ended({ code, ...output })));
}

export const farm = (args: readonly string[], options: Parameters<typeof run>[2] = {}): Promise<Outcome> =>
  run("apps/farm/bin/nodewright-farm.js", args, options);

/** Runs it and gives what it printed as JSON; fails the test when it fails. */
export async function farmJson<T>(...args: readonly string[]): Promise<T> {
  const { code, stdout, stderr } = await farm([...args, "--json"]);
  if (code !== 0) throw new Error(`nodewright-farm ${args.join(" ")}: ${stderr}`);
  return JSON.parse(stdout);
}

/** This machine, by its name: what is for whichever machine is built by request alone. */
const ownTarget = {
  target: `linux-${process.arch}-glibc`,
  destCpu: process.arch,
  arch: process.arch,
  outputs: ["gz", "xz"].map((form) => `node-{version}-linux-${process.arch}.tar.${form}`),
};

/** Copies the stand-in's recipe under another name, with changes. */
function copyRecipe(recipes: string, name: string, changes: object, script?: string): void {
  const folder = join(recipes, name);
  cpSync(join(recipesRoot, "stand-in"), folder, { recursive: true });
  const path = join(folder, "recipe.json");
  const data = JSON.parse(readFileSync(path, "utf8"));
  writeFileSync(path, JSON.stringify({ ...data, ...ownTarget, name, ...changes }));
  if (script !== undefined) writeFileSync(join(folder, "build.sh"), script);
}

/** Three targets of every version: this machine's, a variant of it, and headers. */
function makeRecipes(recipes: string): void {
  mkdirSync(recipes, { recursive: true });
  cpSync(join(recipesRoot, "shared"), join(recipes, "shared"), { recursive: true });
  copyRecipe(recipes, "stand-in", {});
  const variant = "pointer-compression";
  copyRecipe(recipes, `stand-in-${variant}`, {
    target: `linux-${process.arch}-glibc+${variant}`,
    destCpu: process.arch,
    arch: process.arch,
    variation: variant,
    outputs: ["gz", "xz"].map((form) => `node-{version}-linux-${process.arch}-${variant}.tar.${form}`),
  });
  const outputs = ["gz", "xz"].map((form) => `node-{version}-headers.tar.${form}`);
  const script = `#!/bin/sh
set -eu
. "$RECIPE/shared/node.sh"
unpack_source
node_make tar-headers
mv node-"$VERSION"-headers.tar.?z "$OUT/"
`;
  copyRecipe(recipes, "stand-in-headers", { target: "any", outputs, smoke: [] }, script);
}

export interface Upstream {
  readonly url: string;
  /** A file with its armored key. */
  readonly keyring: string;
  index(...rows: readonly ReleaseRow[]): void;
  publish(version: string): Promise<void>;
}

const rowOf = (version: string): ReleaseRow => ({
  version,
  date: "2026-11-19",
  files: ["src"],
  lts: false,
  security: false,
});

/** A server of nodejs.org's shape whose sources are the program that stands in for Node.js. */
async function startUpstream(): Promise<Upstream> {
  const folder = temporaryFolder();
  const key = await generateSigningKey({ name: "Upstream", email: "upstream@example.org" });
  const keyring = join(temporaryFolder(), "upstream.asc");
  writeFileSync(keyring, key.publicKey);
  const server = createServer((request, response) => {
    try {
      response.end(readFileSync(join(folder, new URL(request.url ?? "", "http://x").pathname)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    keyring,
    index: (...rows) => writeFileSync(join(folder, "index.json"), formatIndex(rows, "json")),
    publish: async (version) => {
      const directory = join(folder, version);
      const recipe = join(recipesRoot, "stand-in");
      const { sha256 } = await packStandInSource({ recipe, version, directory });
      const list = `${sha256}  node-${version}.tar.xz\n`;
      const { clearsigned } = await signShasums(list, { privateKey: key.privateKey });
      writeFileSync(join(directory, "SHASUMS256.txt"), list);
      writeFileSync(join(directory, "SHASUMS256.txt.asc"), clearsigned);
    },
  };
}

/** `farm init` beside an upstream that has one release. */
export async function initFarm(
  ...versions: readonly string[]
): Promise<{ readonly root: string; readonly upstream: Upstream }> {
  const root = temporaryFolder();
  const recipes = temporaryFolder();
  makeRecipes(recipes);
  const upstream = await startUpstream();
  for (const version of versions) await upstream.publish(version);
  upstream.index(...versions.map(rowOf));
  const { code, stderr } = await farm([
    ...["init", "-C", root, "--recipes", recipes, "--unsafe-host", "--min-free", "0"],
    ...["--upstream", upstream.url, "--upstream-keyring", upstream.keyring],
  ]);
  if (code !== 0) throw new Error(stderr);
  return { root, upstream };
}
