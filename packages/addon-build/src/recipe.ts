import * as z from "zod/mini";
import { AddonBuildError } from "./errors.js";

/** What a part of a recipe adds; paths are relative to the addon's folder. */
export interface RecipePart {
  /** C (`.c`) and C++ (`.cc`, `.cpp`, `.cxx`) files. */
  readonly sources: readonly string[];
  /** A folder, or `npm:<package>[/<folder>]` for that of an installed dependency. */
  readonly includeDirs: readonly string[];
  /** `NAME` or `NAME=value`. */
  readonly defines: readonly string[];
  /** For the compiler, both languages; then C++ alone; then the linker. */
  readonly cflags: readonly string[];
  readonly cflagsCc: readonly string[];
  readonly ldflags: readonly string[];
  /** Libraries of the target's system: `bcrypt` for `-lbcrypt`. */
  readonly libraries: readonly string[];
}

/** How an addon that needs Node-API alone is built: `binary.build` in its package.json. */
export interface AddonRecipe extends RecipePart {
  /** `c11`, `gnu17`; the compiler's own when absent. */
  readonly cStandard?: string | undefined;
  /** `c++17` when absent, which node-addon-api asks for. */
  readonly cxxStandard: string;
  /** What targets of one operating system (`process.platform`'s word) have besides. */
  readonly os: Readonly<Record<string, RecipePart>>;
}

const texts = z.optional(z.array(z.string().check(z.minLength(1))));
const partFields = {
  sources: texts,
  include_dirs: texts,
  defines: texts,
  cflags: texts,
  cflags_cc: texts,
  ldflags: texts,
  libraries: texts,
};
const PartSchema = z.strictObject(partFields);
const RecipeSchema = z.strictObject({
  ...partFields,
  c_standard: z.optional(z.string().check(z.regex(/^(c|gnu)\w+$/))),
  cxx_standard: z.optional(z.string().check(z.regex(/^(c|gnu)\+\+\w+$/))),
  os: z.optional(z.record(z.string(), PartSchema)),
});

/**
 * Reads `binary.build` of a package.json. Its words are those of a binding.gyp: `sources`, `include_dirs`,
 * `defines`, `cflags`, `cflags_cc`, `ldflags`, `libraries`; `c_standard`, `cxx_standard` and `os` are its own.
 * @throws AddonBuildError ERR_ADDON_RECIPE for anything else, sources without a file among them
 */
export function parseRecipe(value: unknown): AddonRecipe {
  const parsed = RecipeSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = ["binary.build", ...(issue?.path ?? [])].join(".");
    throw new AddonBuildError("ERR_ADDON_RECIPE", `${place} cannot be read: ${issue?.message}`, {
      hint: `it holds ${Object.keys(RecipeSchema.shape).join(", ")}`,
    });
  }
  const { c_standard: cStandard, cxx_standard: cxxStandard = "c++17", os = {}, ...part } = parsed.data;
  const recipe = {
    ...toPart(part),
    cStandard,
    cxxStandard,
    os: Object.fromEntries(Object.entries(os).map(([name, one]) => [name, toPart(one)])),
  };
  const unknown = sourcesOf(recipe).find((source) => languageOf(source) === undefined);
  if (unknown !== undefined) {
    throw new AddonBuildError("ERR_ADDON_RECIPE", `${unknown} in binary.build.sources is no C or C++ file`, {
      hint: "C is .c; C++ is .cc, .cpp or .cxx",
    });
  }
  return recipe;
}

/** The recipe for one operating system. */
export function recipeFor(recipe: AddonRecipe, os: string): RecipePart {
  const own = recipe.os[os];
  const part = own === undefined ? recipe : mergeParts(recipe, own);
  if (part.sources.length > 0) return part;
  throw new AddonBuildError("ERR_ADDON_RECIPE", `binary.build names no sources for ${os}`, {
    hint: 'list them: "sources": ["src/addon.c"]',
  });
}

/** What a source file is written in, by its ending; undefined for what is no source. */
export function languageOf(source: string): "c" | "c++" | undefined {
  if (/\.c$/.test(source)) return "c";
  return /\.(cc|cpp|cxx|c\+\+)$/.test(source) ? "c++" : undefined;
}

function sourcesOf(recipe: AddonRecipe): string[] {
  return [recipe, ...Object.values(recipe.os)].flatMap(({ sources }) => sources);
}

function toPart(read: z.infer<typeof PartSchema>): RecipePart {
  const { sources = [], include_dirs: includeDirs = [], defines = [], libraries = [] } = read;
  const { cflags = [], cflags_cc: cflagsCc = [], ldflags = [] } = read;
  return { sources, includeDirs, defines, cflags, cflagsCc, ldflags, libraries };
}

function mergeParts(a: RecipePart, b: RecipePart): RecipePart {
  return {
    sources: [...a.sources, ...b.sources],
    includeDirs: [...a.includeDirs, ...b.includeDirs],
    defines: [...a.defines, ...b.defines],
    cflags: [...a.cflags, ...b.cflags],
    cflagsCc: [...a.cflagsCc, ...b.cflagsCc],
    ldflags: [...a.ldflags, ...b.ldflags],
    libraries: [...a.libraries, ...b.libraries],
  };
}
