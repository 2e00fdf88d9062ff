import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { describe, expect, it } from "vitest";
import { entriesOf } from "./entries.js";
import { filesBelow, type Layer, type Member, members, readText } from "./workspace.js";

const SCRIPTS = {
  compile: "tsup --config ../../tsup.config.ts && tsc -p tsconfig.build.json",
  build: "pnpm run compile && publint --strict && attw --pack . --profile esm-only --quiet",
  typecheck: "tsc -p tsconfig.json",
  lint: "biome check --error-on-warnings .",
  test: "vitest run --testTimeout=60000 --hookTimeout=60000",
};

const REQUIRED = [
  "README.md",
  "package.json",
  "src",
  "test",
  "tsconfig.build.json",
  "tsconfig.json",
  "turbo.json",
];
/** `deploy` shows how a service is run, `scripts` makes generated tables and the JSON schemas in `schemas`, `vitest.config.ts` sets tests up; the rest is made by tools and ignored by git. */
const ALLOWED = [
  "CHANGELOG.md",
  "bench",
  "deploy",
  "schemas",
  "scripts",
  ".turbo",
  "dist",
  "node_modules",
  "vitest.config.ts",
];

const LAYERS: Readonly<Record<Layer, readonly Layer[]>> = {
  core: ["core"],
  lib: ["core", "lib"],
  app: ["core", "lib", "app"],
};

const MAX_LINES = 400;

const isApp = (member: Member): boolean => member.layer === "app";
const isGenerated = (file: string): boolean => file.endsWith(".generated.ts");

/** Whether anything is left to run once types are gone, other than constants and re-exports. */
function hasLogic(member: Member, file: string): boolean {
  const { code } = transformSync(readText(member.path, file), { loader: "ts", minifyWhitespace: true });
  return /\bfunction\b|=>|\bclass\b/.test(code.replace(/"(?:\\.|[^"\\])*"/g, '""'));
}

describe.each(members.map((member) => [member.path, member] as const))("%s", (path, member) => {
  const { manifest, layer } = member;

  it("has the files of the house and no others", () => {
    const found = readdirSync(member.folder);
    const required = [...REQUIRED, ...(isApp(member) ? ["bin"] : [])];
    expect(found).toEqual(expect.arrayContaining(required));
    expect(
      found.filter((name) => ![...REQUIRED, ...ALLOWED, ...(isApp(member) ? ["bin"] : [])].includes(name)),
    ).toEqual([]);
  });

  it("has a manifest like all others", () => {
    expect(manifest).toMatchObject({
      name: `@nodewright/${path.split("/")[1]}`,
      description: expect.stringMatching(/^\S.*\.$/),
      license: "MIT",
      type: "module",
      sideEffects: false,
      engines: { node: layer === "core" ? ">=18" : ">=22.19" },
      publishConfig: { access: "public", provenance: true },
      repository: { type: "git", url: "git+https://github.com/nodewright/nodewright.git", directory: path },
    });
    expect(manifest.scripts).toMatchObject(SCRIPTS);
    expect(manifest.files).toEqual([
      ...(isApp(member) ? ["bin"] : []),
      "dist",
      ...(existsSync(join(member.folder, "schemas")) ? ["schemas"] : []),
    ]);
  });

  it("exports what is built, and its manifest", () => {
    expect(manifest.exports?.["./package.json"]).toBe("./package.json");
    expect(manifest.exports?.["."]).toMatchObject({
      default: expect.stringMatching(/^\.\/dist\/index\.c?js$/),
    });
    for (const { script, declarations } of entriesOf(member)) {
      // CommonJS is for what runs inside of users' apps.
      expect(script).toMatch(/^\.\/dist\/[a-z0-9/-]+\.c?js$/);
      expect(declarations).toBe(script.replace(/\.(c?)js$/, ".d.$1ts"));
    }
    const own = Object.values(manifest.exports ?? {}).filter((target) => typeof target === "string");
    expect(own.filter((file) => !/^\.\/schemas\/[a-z-]+\.schema\.json$/.test(file))).toEqual([
      "./package.json",
    ]);
  });

  it("takes every version from the workspace", () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies };
    const own = Object.entries(all).filter(
      ([, range]) => range !== "catalog:" && !range.startsWith("workspace:"),
    );
    expect(own).toEqual([]);
  });

  it("depends on its own layer and those below", () => {
    const allowed = LAYERS[layer];
    const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    const used = members.filter((other) => names.includes(other.manifest.name));
    expect(used.filter((other) => !allowed.includes(other.layer)).map((other) => other.path)).toEqual([]);
  });

  it("is typed and built like all others", () => {
    expect(JSON.parse(readText(path, "tsconfig.json"))).toEqual({
      extends: "../../tsconfig.base.json",
      compilerOptions: { noEmit: true },
      include: ["src", "test"],
    });
    expect(JSON.parse(readText(path, "tsconfig.build.json"))).toEqual({
      extends: "../../tsconfig.base.json",
      compilerOptions: { emitDeclarationOnly: true, rootDir: "src", outDir: "dist" },
      include: ["src"],
    });
  });

  it("keeps its files short", () => {
    const files = [...filesBelow(member, "src"), ...filesBelow(member, "test")].filter(
      (file) => !isGenerated(file),
    );
    const long = files.filter(
      (file) => file.endsWith(".ts") && readText(path, file).split("\n").length > MAX_LINES,
    );
    expect(long).toEqual([]);
  });

  // An app is option tables, calls and text: it is tested as its users run it.
  it.skipIf(isApp(member))("has a test beside every source file with logic", () => {
    const tests = new Set(filesBelow(member, "test"));
    const untested = filesBelow(member, "src")
      .filter((file) => !isGenerated(file) && !/\/(index|errors|types)\.ts$/.test(file))
      .filter((file) => !tests.has(file.replace(/^src\//, "test/").replace(/\.ts$/, ".test.ts")))
      .filter((file) => hasLogic(member, file));
    expect(untested).toEqual([]);
  });
});

describe("the core", () => {
  const core = members.filter(({ layer }) => layer === "core");

  it("has one version", () => {
    expect(new Set(core.map(({ manifest }) => manifest.version)).size).toBe(1);
  });

  it("is released together: it is the fixed group of changesets", () => {
    const { fixed }: { readonly fixed: readonly (readonly string[])[] } = JSON.parse(
      readText(".changeset/config.json"),
    );
    expect(fixed.map((group) => [...group].sort())).toEqual([
      core.map(({ manifest }) => manifest.name).sort(),
    ]);
  });
});

describe("this suite", () => {
  it("is run after the builds of all members: it depends on them", () => {
    const manifest: Member["manifest"] = JSON.parse(readText("test/package.json"));
    expect(Object.keys(manifest.devDependencies ?? {})).toEqual(
      expect.arrayContaining(members.map((member) => member.manifest.name)),
    );
  });
});
