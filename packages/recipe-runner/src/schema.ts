import { createTarget, parseTarget } from "@nodewright/target-triple";
import { validRange } from "semver";
import { z } from "zod";
import { RecipeError } from "./errors.js";
import type {
  BuildRecipeData,
  ConfigureFlags,
  RecipeBase,
  RecipeData,
  RecipeGate,
  RecipeLimits,
  RecipePhase,
  RecipeTool,
  SmokeTest,
  SourceChannel,
  SourceRecipeData,
} from "./types.js";

const line = z.string().regex(/^[^\r\n]+$/, "must be one line");
const hex = (digits: number): z.ZodString =>
  z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`), `must be ${digits} lower-case hexadecimal digits`);
const range = z
  .string()
  .refine((text) => validRange(text) !== null, "must be a semver range such as >=18 <24");
const name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be lower-case words with hyphens");
const fileName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, "must be a plain file name");
const outputName = z.string().regex(/^node-[A-Za-z0-9._{}-]+$/, "must be a file name that begins with node-");
const httpsUrl = z.url({ protocol: /^https$/ });
const httpUrl = z.url({ protocol: /^https?$/ });
const count = z.int().positive();

const gate: z.ZodType<RecipeGate> = z.strictObject({ excludes: range, reason: line, link: httpsUrl });

const tool: z.ZodType<RecipeTool> = z.strictObject({
  name: line,
  version: line,
  url: httpsUrl,
  sha256: hex(64).exactOptional(),
  commit: hex(40).exactOptional(),
});

const base: z.ZodType<RecipeBase> = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("image"),
    image: line,
    digest: z.string().regex(/^sha256:[0-9a-f]{64}$/, "must be sha256: and 64 hexadecimal digits"),
    tools: z
      .array(
        tool.refine(
          (it) => it.sha256 !== undefined || it.commit !== undefined,
          "must have a sha256 or a commit",
        ),
      )
      .default([]),
  }),
  z.strictObject({ kind: z.literal("host"), needs: z.array(line) }),
]);

const flags: z.ZodType<ConfigureFlags> = z.strictObject({
  flags: z
    .array(z.string().regex(/^--?[A-Za-z0-9][^\s]*$/, "must be one argument that begins with a dash"))
    .min(1),
  range: range.exactOptional(),
  reason: line.exactOptional(),
});

const phase: z.ZodType<RecipePhase> = z.strictObject({ name, run: fileName, network: z.boolean() });

const limits: z.ZodType<RecipeLimits> = z.strictObject({
  memoryMiB: count,
  cpus: z.number().positive(),
  pids: count,
  wallSeconds: count,
  silenceSeconds: count,
});

const smoke: z.ZodType<SmokeTest> = z.strictObject({
  name: line,
  command: z.array(z.string()).min(1),
  matches: z.string().refine(isRegExp, "must be a regular expression").exactOptional(),
  range: range.exactOptional(),
});

const channel: z.ZodType<SourceChannel> = z.strictObject({
  directory: httpUrl,
  verification: z.enum(["signature", "shasums"]),
});

const common = {
  name,
  summary: line,
  status: z.enum(["active", "archived"]).default("active"),
  gates: z.array(gate).default([]),
};

const buildRecipe: z.ZodType<BuildRecipeData> = z.strictObject({
  ...common,
  kind: z.literal("build"),
  target: z.string().refine(isTarget, "must be the canonical text of a target, host, or any"),
  destCpu: fileName.exactOptional(),
  arch: fileName.exactOptional(),
  variation: z.union([z.literal(""), name]).default(""),
  requires: z.record(name, line).default({}),
  base,
  shared: z.array(fileName).default([]),
  configure: z.array(flags).default([]),
  phases: z.array(phase).min(1),
  limits,
  outputs: z.array(outputName).min(1),
  smoke: z.array(smoke).default([]),
  glibcCeiling: z
    .string()
    .regex(/^2\.\d+$/)
    .exactOptional(),
});

const sourceRecipe: z.ZodType<SourceRecipeData> = z.strictObject({
  ...common,
  kind: z.literal("source"),
  archive: outputName,
  // nodejs.org signs releases and their candidates: there is no recipe that takes them without.
  channels: z
    .record(name, channel)
    .refine(
      (of) => ["release", "rc"].every((key) => (of[key]?.verification ?? "signature") === "signature"),
      "must verify release and rc by signature",
    ),
  wait: z.strictObject({ attempts: count, seconds: z.number().nonnegative() }),
});

const schemas: Readonly<Record<string, z.ZodType<RecipeData>>> = { build: buildRecipe, source: sourceRecipe };

/**
 * Reads what recipe.json holds.
 *
 * @throws RecipeError `ERR_RECIPE_INVALID`, which names every key at fault.
 */
export function parseRecipe(value: unknown): RecipeData {
  const kind = z.looseObject({ kind: z.enum(["build", "source"]) }).safeParse(value);
  const parsed = kind.success ? schemas[kind.data.kind]?.safeParse(value) : kind;
  if (parsed?.success) return parsed.data as RecipeData;
  throw new RecipeError(
    "ERR_RECIPE_INVALID",
    `this is not a recipe: ${parsed === undefined ? "unknown kind" : listIssues(parsed.error)}`,
    { hint: "packages/recipe-runner/README.md lists the keys" },
  );
}

function listIssues(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join(".") || "recipe"}: ${message}`).join("; ");
}

function isTarget(text: string): boolean {
  if (text === "any" || text === "host") return true;
  try {
    const { target } = parseTarget(text, "canonical");
    return createTarget(target as Parameters<typeof createTarget>[0]) !== undefined;
  } catch {
    return false;
  }
}

function isRegExp(text: string): boolean {
  try {
    return new RegExp(text) !== undefined;
  } catch {
    return false;
  }
}
