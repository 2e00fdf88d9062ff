import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createTarget, parseTarget, targetsEqual } from "@nodewright/target-triple";
import { describe, expect, it } from "vitest";
import { checkGates } from "../src/gates.js";
import { listRecipes, sharedFiles } from "../src/load-recipe.js";
import { slugOfTarget } from "../src/make-variables.js";
import { recipeReadme, recipesTable } from "../src/recipe-readme.js";
import type { BuildRecipe } from "../src/types.js";
import { recipesRoot } from "./support/recipes.js";

interface PeerGates {
  readonly versions: string;
  readonly excluded: Readonly<Record<string, string>>;
}

const recipes = await listRecipes(recipesRoot);
const builds = recipes.filter((recipe): recipe is BuildRecipe => recipe.data.kind === "build");
const peer: PeerGates = JSON.parse(
  readFileSync(join(import.meta.dirname, "peer-gates.generated.json"), "utf8"),
);
const named = (name: string): BuildRecipe | undefined => builds.find(({ data }) => data.name === name);

it("there are all of today's, the new ones, and one for the source", () => {
  const names = recipes.map(({ data }) => data.name);
  const own = ["arm64-static", "fetch-source", "host-native", "stand-in", "x64-static"];
  expect(names).toEqual([...Object.keys(peer.excluded), ...own].sort());
});

describe.each(Object.entries(peer.excluded))("%s", (name, excluded) => {
  it("builds the versions that unofficial-builds builds", () => {
    const gates = named(name)?.data.gates ?? [];
    const ours = peer.versions.split(" ").filter((version) => !checkGates(gates, version).builds);
    expect(ours.join(" ")).toBe(excluded);
  });

  it.skipIf(name === "headers")("is for the target that its name means there", () => {
    const { target } = parseTarget(name, "unofficial");
    const own = parseTarget(named(name)?.data.target ?? "", "canonical").target;
    expect(targetsEqual(createTarget(target), createTarget(own))).toBe(true);
  });
});

describe.each(builds.map((recipe) => [recipe.data.name, recipe] as const))("%s", (_, { data, directory }) => {
  const readText = (name: string): string => readFileSync(join(directory, name), "utf8");

  it("names its archives as nodejs.org would", () => {
    if (data.target === "any" || data.target === "host") return;
    const slug = slugOfTarget(createTarget(parseTarget(data.target, "canonical").target));
    expect(data.outputs).toEqual(["gz", "xz"].map((end) => `node-{version}-${slug}.tar.${end}`));
    expect(`linux-${data.arch}${data.variation && `-${data.variation}`}`).toBe(slug);
  });

  it("has an image of what it pins, and of nothing else", () => {
    const { base } = data;
    expect(existsSync(join(directory, "Containerfile"))).toBe(base.kind === "image");
    if (base.kind !== "image") return;
    const containerfile = readText("Containerfile");
    expect(containerfile.match(/^FROM .*$/gm)).toEqual([`FROM ${base.image}@${base.digest}`]);
    for (const { sha256, commit } of base.tools) expect(containerfile).toContain(sha256 ?? commit);
    const pinned = base.tools.map(({ sha256, commit }) => sha256 ?? commit);
    const digests = containerfile.match(/\b(?:[0-9a-f]{64}|[0-9a-f]{40})\b/g) ?? [];
    expect(digests.filter((digest) => !pinned.includes(digest))).toEqual([
      base.digest.slice("sha256:".length),
    ]);
  });

  it("has no network while it builds", () => {
    expect(data.phases.every(({ network }) => !network)).toBe(true);
  });

  it("shares what its scripts ask for, and no more", () => {
    const own = [
      ...data.phases.map(({ run }) => run),
      ...(data.base.kind === "image" ? ["Containerfile"] : []),
    ];
    const used = own.flatMap((name) =>
      [...readText(name).matchAll(/shared\/([\w.-]+)/g)].map((match) => match[1]),
    );
    expect([...new Set(used)].sort()).toEqual([...data.shared].sort());
  });

  it("has scripts that can be run", () => {
    const scripts = [
      ...data.phases.map(({ run }) => join(directory, run)),
      ...Object.values(sharedFiles(directory, data)),
    ];
    for (const script of scripts.filter((path) => path.endsWith(".sh"))) {
      expect(spawnSync("bash", ["-n", script], { encoding: "utf8" }).stderr).toBe("");
    }
    for (const { run } of data.phases) expect(statSync(join(directory, run)).mode & 0o111).not.toBe(0);
  });
});

describe("README.md", () => {
  const hint = "run node packages/recipe-runner/scripts/write-readmes.mjs";

  it.each(recipes.map(({ data, directory }) => [data.name, data, directory] as const))(
    "of %s is what its data says",
    (_, data, directory) => {
      if (data.kind === "legacy") return;
      expect(readFileSync(join(directory, "README.md"), "utf8"), hint).toBe(recipeReadme(data));
    },
  );

  it("of all has a row for each", () => {
    const data = recipes.flatMap((recipe) => (recipe.data.kind === "legacy" ? [] : [recipe.data]));
    expect(readFileSync(join(recipesRoot, "README.md"), "utf8"), hint).toContain(recipesTable(data));
  });
});

it("no shared file is left over", () => {
  const used = new Set(builds.flatMap(({ data }) => data.shared));
  expect(readdirSync(join(recipesRoot, "shared")).filter((name) => !used.has(name))).toEqual([]);
});
