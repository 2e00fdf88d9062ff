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
const steps = z
  .array(z.enum(KNOWN_STEPS))
  .describe("What is done with the source, in this order; none means `standard`.");
const wantedName = name.describe("What the version is asked for by: 24.1.0, graal+ce-19.2.1.");

const archive: z.ZodType<ArchiveSource> = z.strictObject({
  url: archiveUrl.describe("Where the archive is: http, https or file."),
  digest: digest.exactOptional().describe("Of the archive: 64 (SHA-256), 40 (SHA-1) or 32 (MD5) hex digits."),
});
const git: z.ZodType<GitSource> = z.strictObject({
  git: gitUrl.describe("The repository, as git clones it."),
  ref: ref.describe("The branch or tag."),
});
const binary: z.ZodType<Binary> = z.strictObject({
  platform: word.describe("node-build's words: linux-x64, darwin-arm64, or a distribution as in ubuntu-x64."),
  url: archiveUrl.describe("Where the archive is: http, https or file."),
  digest: digest.exactOptional().describe("Of the archive: 64 (SHA-256), 40 (SHA-1) or 32 (MD5) hex digits."),
});

const packageSchema: z.ZodType<Package> = z.strictObject({
  name: name.describe("node-v24.1.0: names the build's directory, and its variables (NODE_…)."),
  source: z.union([archive, git]).optional().describe("Absent where there are only binaries."),
  steps: steps.default([]),
});

const install: z.ZodType<InstallDefinition> = z.object({
  kind: z.literal("install").describe("How to install one version."),
  name: wantedName,
  notice: z
    .enum(["end-of-life", "maintenance"])
    .exactOptional()
    .describe("What is said before each package."),
  messages: z
    .array(line.regex(/^[^-]/, "must begin with something else than a dash"))
    .default([])
    .describe("Lines that are printed first."),
  binaries: z
    .array(binary)
    .default([])
    .describe("Ready-made archives; the first that fits stands in for the first package."),
  packages: z.array(packageSchema).min(1).describe("What is built and installed, in this order."),
});

const channel: z.ZodType<ChannelDefinition> = z.object({
  kind: z.literal("channel").describe("What to install is read from an index at that time."),
  name: wantedName,
  baseUrl: archiveUrl
    .regex(/[^/]$/, "must not end in a slash")
    .describe("The directory with index.tab and one directory a version."),
  filter: z
    .string()
    .regex(/^[A-Za-z0-9,._-]+$/, "must be words of index.tab")
    .default("src")
    .describe("Only rows of index.tab that contain this text count."),
  select: z
    .enum(["newest", "node-build"])
    .default("newest")
    .describe(
      "newest: the latest day, then the highest version; node-build: what that program's sort picks.",
    ),
  label: z
    .string()
    .regex(/^[A-Za-z0-9 ._-]+$/, "must be plain words")
    .describe("What such a release is called in messages: nightly."),
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
