import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hostTarget } from "@nodewright/target-triple/host";
import { describe, expect, it } from "vitest";
import type { SourceArchive } from "../src/build-plan.js";
import { loadRecipe } from "../src/load-recipe.js";
import { slugOfTarget } from "../src/make-variables.js";
import { packStandInSource } from "../src/pack-stand-in.js";
import { type BuildRecord, type RunRecipeOptions, runRecipe } from "../src/run-recipe.js";
import type { RunnerName } from "../src/runners/runner.js";
import type { BuildRecipe } from "../src/types.js";
import { recipesRoot, writeRecipe } from "./support/recipes.js";
import { lacks, newLease, newRunner } from "./support/runners.js";
import { tempDir } from "./support/temporary.js";

const VERSION = "v24.1.0";
const standIn = join(recipesRoot, "stand-in");

async function build(
  runner: RunnerName,
  changes: Partial<RunRecipeOptions> & { readonly folder?: string } = {},
): Promise<BuildRecord> {
  const directory = tempDir();
  const recipe = (await loadRecipe(changes.folder ?? standIn)) as BuildRecipe;
  return await runRecipe({
    recipe,
    version: VERSION,
    source: changes.source ?? (await packStandInSource({ recipe: standIn, version: VERSION, directory })),
    runner: newRunner(runner),
    lease: newLease(),
    directory: join(directory, "build"),
    log: () => undefined,
    now: () => new Date(),
    ...changes,
  });
}

const runners: readonly (readonly [RunnerName, boolean])[] = [
  ["host", lacks.compiler],
  ["bubblewrap", lacks.compiler || lacks.bubblewrap],
  ["podman", lacks.compiler || lacks.podman],
];

describe.each(runners)("runRecipe with %s", (runner, isLacking) => {
  it.skipIf(isLacking)("builds a C++ program into correctly named archives that run", async () => {
    let log = "";
    const record = await build(runner, {
      log: ({ text }) => {
        log += text;
      },
    });
    const slug = slugOfTarget(hostTarget());
    expect(record.outputs.map(({ name }) => name)).toEqual([
      `node-${VERSION}-${slug}.tar.gz`,
      `node-${VERSION}-${slug}.tar.xz`,
    ]);
    expect(record).toMatchObject({
      recipe: { name: "stand-in" },
      version: VERSION,
      runner: { name: runner },
    });
    expect(record.phases.map(({ name }) => name)).toEqual(["build"]);
    expect(log).toContain("-o out/Release/node");
    const place = tempDir();
    for (const { path } of record.outputs) execFileSync("tar", ["-xf", path, "-C", place]);
    const program = join(place, `node-${VERSION}-${slug}`, "bin/node");
    expect(execFileSync(program, ["--version"], { encoding: "utf8" })).toBe(`${VERSION}\n`);
  });
});

describe("runRecipe", () => {
  const source = (): SourceArchive => {
    const path = join(tempDir(), "source");
    writeFileSync(path, "hello");
    return { path, sha256: "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" };
  };
  const ARCHIVE = "$OUT/node-$VERSION-linux-x64-musl.tar.gz";
  const archive = `tar -czf ${ARCHIVE} -C / etc/hostname`;
  const withScript = (script: string, changes: object = {}): string =>
    writeRecipe(tempDir(), { "build.sh": `#!/bin/sh -eu\n${script}\n` }, changes);

  it("hands over the source and the variables", async () => {
    const folder = withScript(`cat "$SOURCE" >${ARCHIVE}; echo "$VERSION $VARIATION"`);
    let log = "";
    const record = await build("host", {
      folder,
      source: source(),
      log: ({ text }) => {
        log += text;
      },
    });
    expect(readFileSync(record.outputs[0]?.path ?? "", "utf8")).toBe("hello");
    expect(log).toBe(`${VERSION} musl\n`);
  });

  it.each([
    ["ERR_RECIPE_BUILD", "echo first; exit 2", {}],
    ["ERR_RECIPE_OUTPUTS", "true", {}],
    ["ERR_RECIPE_SMOKE", archive, { smoke: [{ name: "fails", command: ["false"] }] }],
    ["ERR_RECIPE_SMOKE", archive, { smoke: [{ name: "says", command: ["echo", "no"], matches: "^yes$" }] }],
    ["ERR_RECIPE_RUNNER", archive, { base: { kind: "host", needs: ["no-such-tool"] } }],
    [
      "ERR_RECIPE_GATED",
      archive,
      { gates: [{ excludes: "24.x", reason: "it breaks", link: "https://a.example/" }] },
    ],
  ])("fails with %s", async (code, script, changes) => {
    const building = build("host", { folder: withScript(script, changes), source: source() });
    await expect(building).rejects.toMatchObject({ code });
  });

  it("refuses a source that is not what was verified", async () => {
    const other = { ...source(), sha256: "0".repeat(64) };
    const building = build("host", { folder: withScript(archive), source: other });
    await expect(building).rejects.toMatchObject({ code: "ERR_RECIPE_SOURCE", failureClass: "infra" });
  });

  it("begins anew where an earlier process has left a build half done", async () => {
    const directory = join(tempDir(), "build");
    const lease = newLease();
    const folder = withScript(
      `[ -e $RECIPE/../works ] || { touch left; exit 1; }\n[ ! -e left ]\n${archive}`,
    );
    const again = { folder, directory, lease, source: source() };
    await expect(build("host", again)).rejects.toMatchObject({ code: "ERR_RECIPE_BUILD" });
    writeFileSync(join(directory, "works"), "");
    await expect(build("host", again)).resolves.toMatchObject({ version: VERSION });
  });
});
