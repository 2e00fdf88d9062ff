/** Versions that a recipe does not build. A pre-release counts as its release: a gate asks for three numbers only. */
export interface RecipeGate {
  /** A semver range. */
  readonly excludes: string;
  readonly reason: string;
  readonly link: string;
}

/** Something that an image brings along and that is pinned apart from it. */
export interface RecipeTool {
  readonly name: string;
  readonly version: string;
  readonly url: string;
  readonly sha256?: string;
  readonly commit?: string;
}

/** What a recipe's phases run on. */
export type RecipeBase =
  | {
      /** An image that the folder's Containerfile makes of a pinned one. */
      readonly kind: "image";
      /** As in `FROM`, without the digest. */
      readonly image: string;
      readonly digest: string;
      readonly tools: readonly RecipeTool[];
    }
  | {
      /** The tools of the machine that builds, read-only. */
      readonly kind: "host";
      /** Commands that must be on its PATH. */
      readonly needs: readonly string[];
    };

/** Arguments of Node's configure script. */
export interface ConfigureFlags {
  readonly flags: readonly string[];
  /** Versions that get them; all without. */
  readonly range?: string;
  readonly reason?: string;
}

export interface RecipePhase {
  readonly name: string;
  /** A script in the recipe's folder. */
  readonly run: string;
  readonly network: boolean;
}

/** What one phase may use. */
export interface RecipeLimits {
  readonly memoryMiB: number;
  readonly cpus: number;
  readonly pids: number;
  readonly wallSeconds: number;
  /** How long it may print nothing. */
  readonly silenceSeconds: number;
}

export interface SmokeTest {
  readonly name: string;
  /** Run in the unpacked archive. */
  readonly command: readonly string[];
  /** A regular expression that the output must match; `{version}` stands for the version. */
  readonly matches?: string;
  /** Versions that are asked; all without. */
  readonly range?: string;
}

interface CommonData {
  /** The folder's name. */
  readonly name: string;
  readonly summary: string;
  readonly status: "active" | "archived";
  readonly gates: readonly RecipeGate[];
}

/** recipe.json of a recipe that makes archives of a source. */
export interface BuildRecipeData extends CommonData {
  readonly kind: "build";
  /** The canonical text of a target, `host`, or `any` for files without machine code. */
  readonly target: string;
  /** `DESTCPU` of Node's Makefile. */
  readonly destCpu?: string;
  /** `ARCH` of Node's Makefile, a part of the archives' names. */
  readonly arch?: string;
  /** `VARIATION` of Node's Makefile, a part of the archives' names. */
  readonly variation: string;
  /** Labels that a worker must have. */
  readonly requires: Readonly<Record<string, string>>;
  readonly base: RecipeBase;
  /** Files of the folder `shared` beside the recipe's, which count as its own. */
  readonly shared: readonly string[];
  readonly configure: readonly ConfigureFlags[];
  readonly phases: readonly RecipePhase[];
  readonly limits: RecipeLimits;
  /** Names with `{version}` and, where the target is `host`, `{slug}`. */
  readonly outputs: readonly string[];
  readonly smoke: readonly SmokeTest[];
  /** No symbol of a later glibc may be asked for. */
  readonly glibcCeiling?: string;
}

/** How the source of one channel is proven: by a signed list, or by a list that the server alone vouches for. */
export interface SourceChannel {
  readonly directory: string;
  readonly verification: "signature" | "shasums";
}

/** recipe.json of the recipe that fetches a release's source. */
export interface SourceRecipeData extends CommonData {
  readonly kind: "source";
  /** A name with `{version}`. */
  readonly archive: string;
  readonly channels: Readonly<Record<string, SourceChannel>>;
  /** For a list that appears after the release. */
  readonly wait: { readonly attempts: number; readonly seconds: number };
}

/** What recipe.json holds. */
export type RecipeData = BuildRecipeData | SourceRecipeData;

/** A recipe of unofficial-builds: Dockerfile, run.sh and, where there is one, should-build.sh. */
interface LegacyRecipeData {
  readonly kind: "legacy";
  readonly name: string;
}

interface RecipeFolder<Data> {
  readonly data: Data;
  readonly directory: string;
  /** The sha256 of all that decides what is built: see `recipeDigest`. */
  readonly digest: string;
}

export type BuildRecipe = RecipeFolder<BuildRecipeData>;
export type SourceRecipe = RecipeFolder<SourceRecipeData>;
export type LegacyRecipe = RecipeFolder<LegacyRecipeData>;
/** A folder of recipes/, read. */
export type Recipe = BuildRecipe | SourceRecipe | LegacyRecipe;
