import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import {
  type BuildRecipe,
  checkRecipe,
  chooseRunner,
  createRunner,
  type LegacyRecipe,
  listRecipes,
  loadRecipe,
  packStandInSource,
  runRecipe,
} from "@nodewright/recipe-runner";
import { afterAll, describe, expect, it } from "vitest";

/**
 * Recipes on what they are for, which takes minutes: `NODEWRIGHT_NODE_SOURCE` names the source archive of a Node.js
 * release, `NODEWRIGHT_UNOFFICIAL_BUILDS` a clone of nodejs/unofficial-builds, `NODEWRIGHT_TOOLS_IMAGE` an image of
 * Debian with bash, ccache, g++, make and xz for it.
 */
const source = process.env.NODEWRIGHT_NODE_SOURCE ?? "";
const clone = process.env.NODEWRIGHT_UNOFFICIAL_BUILDS ?? "";
const toolsImage = process.env.NODEWRIGHT_TOOLS_IMAGE ?? "";

const root = join(import.meta.dirname, "../../recipes");
const place = mkdtempSync(join(tmpdir(), "nodewright-recipes-"));
const HOUR = 3_600_000;
afterAll(() => rmSync(place, { recursive: true, force: true }), HOUR);

const now = (): Date => new Date();
const log = (): void => undefined;
const options = { env: process.env, settings: join(place, "settings"), now };

describe.skipIf(source === "")("the recipe headers (skipped without NODEWRIGHT_NODE_SOURCE)", () => {
  it("makes headers of Node.js that a compiler takes", { timeout: HOUR }, async () => {
    const version = /^node-(v.*)\.tar\.xz$/.exec(basename(source))?.[1] ?? "";
    const sha256 = createHash("sha256").update(readFileSync(source)).digest("hex");
    const { outputs } = await runRecipe({
      ...{ recipe: (await loadRecipe(join(root, "headers"))) as BuildRecipe, version, log, now },
      ...{
        source: { path: source, sha256 },
        runner: await chooseRunner(options),
        lease: `headers-${process.pid}`,
      },
      directory: join(place, "headers"),
    });
    expect(outputs.map(({ name }) => name)).toEqual(
      ["gz", "xz"].map((end) => `node-${version}-headers.tar.${end}`),
    );
    for (const [index, { path }] of outputs.entries()) {
      const folder = join(place, `unpacked-${index}`);
      mkdirSync(folder);
      execFileSync("tar", ["-xf", path, "-C", folder]);
      const include = join(folder, `node-${version}`, "include/node");
      const program = `#include <node.h>\nstatic_assert(NODE_MAJOR_VERSION == ${version.slice(1).split(".")[0]});\n`;
      const args = ["-std=c++17", "-fsyntax-only", `-I${include}`, "-xc++", "-"];
      execFileSync("g++", args, { input: program });
      expect(existsSync(join(include, "common.gypi"))).toBe(true);
    }
  });
});

describe.skipIf(clone === "")("unofficial-builds (skipped without NODEWRIGHT_UNOFFICIAL_BUILDS)", () => {
  it("has recipes and gates that are read as they are", { timeout: HOUR }, async () => {
    for (const recipe of await listRecipes(join(clone, "recipes"))) {
      expect(recipe.data.kind).toBe("legacy");
      const ours = existsSync(join(root, recipe.data.name))
        ? await loadRecipe(join(root, recipe.data.name))
        : undefined;
      for (const version of ours
        ? ["v16.20.2", "v18.20.4", "v22.2.0", "v22.14.0", "v24.1.0", "v26.0.0"]
        : []) {
        const [theirs, own] = [
          await checkRecipe(recipe, version),
          ours && (await checkRecipe(ours, version)),
        ];
        expect(`${recipe.data.name} ${version} ${own?.builds}`).toBe(
          `${recipe.data.name} ${version} ${theirs.builds}`,
        );
      }
    }
  });

  it.skipIf(toolsImage === "")(
    "has a recipe whose run.sh builds here unchanged (skipped without NODEWRIGHT_TOOLS_IMAGE)",
    { timeout: HOUR },
    async () => {
      const recipe = (await loadRecipe(join(clone, "recipes/musl"))) as LegacyRecipe;
      const tag = `localhost/nodewright/musl:${recipe.digest.slice(0, 16)}`;
      const context = join(place, "image");
      const runner = createRunner("podman", options);
      mkdirSync(context);
      writeFileSync(join(context, "run.sh"), readFileSync(join(recipe.directory, "run.sh")), { mode: 0o755 });
      // Their image, but for where its tools come from: what it is called tells that it is there.
      const lines = readFileSync(join(recipe.directory, "Dockerfile"), "utf8").replace(
        /^RUN apk[\s\S]*?[^\\]\n/m,
        "",
      );
      const user = "RUN groupadd -g $GID node && useradd -m -u $UID -g node node";
      const adapted = lines
        .replace(/^FROM .*/m, `FROM ${toolsImage}`)
        .replace(/^RUN addgroup[\s\S]*?[^\\]\n/m, `${user}\n`);
      writeFileSync(join(context, "Containerfile"), adapted);
      // Which leaves podman's settings for this machine.
      await runner.version();
      const env = { ...process.env, CONTAINERS_CONF: join(options.settings, "containers.conf") };
      execFileSync("podman", ["build", "--network", "none", "--tag", tag, context], { env, stdio: "ignore" });
      try {
        const version = "v24.1.0";
        const { outputs } = await runRecipe({
          ...{ recipe, version, log, now, runner },
          source: await packStandInSource({ recipe: join(root, "stand-in"), version, directory: place }),
          ...{ lease: `peer-${process.pid}`, directory: join(place, "peer"), cache: join(place, "ccache") },
        });
        expect(outputs.map(({ name }) => name)).toEqual(
          ["gz", "xz"].map((end) => `node-${version}-linux-x64-musl.tar.${end}`),
        );
      } finally {
        execFileSync("podman", ["rmi", "--force", tag], { stdio: "ignore" });
      }
    },
  );
});
