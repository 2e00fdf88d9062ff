import { z } from "zod";
import { DefinitionError } from "./errors.js";
import {
  type ArchiveSource,
  type Binary,
  type ChannelDefinition,
  type Definition,
  type GitSource,
  type InstallDefinition,
  KNOWN_STEPS,
  type Package,
} from "./types.js";

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused.
const line = z.string().regex(/^[^\u0000-\u001f\u007f]*$/, "must be one line without control characters");
const word = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_+.-]*$/, "must be one plain word");
const name = z
  .string()
  .regex(/^[A-Za-z0-9_][A-Za-z0-9_+.~-]*$/, "must be a plain file name: letters, digits and . _ + ~ -");
const archiveUrl = line.regex(/^(?:https?|file):\/\/[^\s#"'\\$`]+$/, "must be a URL of http, https or file");
const gitUrl = line.regex(/^[^\s"'\\$`-][^\s"'\\$`]*$/, "must be what git clones from");
const ref = line.regex(/^[^\s"'\\$`-][^\s"'\\$`]*$/, "must be a branch or a tag");
const digest = z
  .string()
  .regex(/^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i, "must be 64, 40 or 32 hex digits");
const steps = z.array(z.enum(KNOWN_STEPS));

const archive: z.ZodType<ArchiveSource> = z.strictObject({
  url: archiveUrl,
  digest: digest.exactOptional(),
});
const git: z.ZodType<GitSource> = z.strictObject({ git: gitUrl, ref });
const binary: z.ZodType<Binary> = z.strictObject({
  platform: word,
  url: archiveUrl,
  digest: digest.exactOptional(),
});

const packageSchema: z.ZodType<Package> = z.strictObject({
  name,
  source: z.union([archive, git]).optional(),
  steps: steps.default([]),
});

const install: z.ZodType<InstallDefinition> = z.object({
  kind: z.literal("install"),
  name,
  notice: z.enum(["end-of-life", "maintenance"]).exactOptional(),
  messages: z.array(line.regex(/^[^-]/, "must begin with something else than a dash")).default([]),
  binaries: z.array(binary).default([]),
  packages: z.array(packageSchema).min(1),
});

const channel: z.ZodType<ChannelDefinition> = z.object({
  kind: z.literal("channel"),
  name,
  baseUrl: archiveUrl.regex(/[^/]$/, "must not end in a slash"),
  filter: z
    .string()
    .regex(/^[A-Za-z0-9,._-]+$/, "must be words of index.tab")
    .default("src"),
  select: z.enum(["newest", "node-build"]).default("newest"),
  label: z.string().regex(/^[A-Za-z0-9 ._-]+$/, "must be plain words"),
  steps: steps.default([]),
});

/**
 * The declarative form of a definition. Unknown keys are passed over at the top, so that a file may carry
 * notes of its own, and refused within, where a misspelt `digest` would leave an archive unpinned.
 */
export const definitionSchema: z.ZodType<Definition> = z.union([install, channel]);

/**
 * Checks a value that was read from somewhere.
 *
 * @param origin Named in errors: a path or URL.
 * @throws DefinitionError `ERR_DEFINITION_SCHEMA`, naming the first key at fault.
 */
export function checkDefinition(value: unknown, origin: string): Definition {
  const schema = isChannel(value) ? channel : install;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path.join(".") || "the whole of it";
  throw new DefinitionError(
    "ERR_DEFINITION_SCHEMA",
    `${origin} is no definition: ${path}: ${issue?.message}`,
    {
      cause: result.error,
      hint: "A definition has `kind: install` with `name` and `packages`, or `kind: channel` with `name`, `baseUrl` and `label`.",
    },
  );
}

function isChannel(value: unknown): boolean {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "channel";
}
