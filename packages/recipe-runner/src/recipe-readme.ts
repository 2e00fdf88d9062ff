import type { BuildRecipeData, RecipeBase, RecipeData, RecipeLimits } from "./types.js";

const NOTE = "<!-- Written by packages/recipe-runner/scripts/write-readmes.mjs from recipe.json. -->";

/** A recipe for people, as Markdown: what README.md in its folder holds. */
export function recipeReadme(data: RecipeData): string {
  const sections = data.kind === "build" ? buildSections(data) : sourceSections(data);
  return `${[NOTE, `# ${data.name}`, `${data.summary}.`, ...archivedNote(data), ...sections, ...gateSection(data)].join("\n\n")}\n`;
}

/** The table of all recipes, as Markdown: what README.md above them holds. */
export function recipesTable(recipes: readonly RecipeData[]): string {
  const rows = recipes.map((data) => [
    `[${data.name}](${data.name}/README.md)`,
    data.kind === "build" ? code(data.target) : "",
    builds(data),
    data.kind === "build" ? baseName(data.base) : "",
    data.status === "archived" ? `${data.summary} (archived)` : data.summary,
  ]);
  return table(["recipe", "target", "builds", "on", ""], rows);
}

function buildSections(data: BuildRecipeData): string[] {
  const facts = [
    ["target", code(data.target)],
    ["builds", builds(data)],
    ["outputs", data.outputs.map(code).join("<br>")],
    ["base", baseText(data.base)],
    ...(data.configure.length > 0 ? [["configure", flagsText(data)]] : []),
    ...(data.glibcCeiling ? [["no symbol later than", `glibc ${data.glibcCeiling}`]] : []),
    [
      "phases",
      data.phases.map(({ name, network }) => `${name} (${network ? "with" : "without"} network)`).join(", "),
    ],
    ["limits of a phase", limitsText(data.limits)],
    ...(Object.keys(data.requires).length > 0 ? [["a worker must have", labelsText(data)]] : []),
  ];
  const smoke = data.smoke.map(({ name, command, range }) => [
    name,
    code(command.join(" ")),
    range === undefined ? "all" : code(range),
  ]);
  return [
    table(["", ""], facts),
    ...toolSection(data.base),
    ...(smoke.length > 0
      ? [`## Smoke tests\n\n${table(["the result", "asked by", "versions"], smoke)}`]
      : []),
  ];
}

function sourceSections(data: Extract<RecipeData, { kind: "source" }>): string[] {
  const rows = Object.entries(data.channels).map(([name, { directory, verification }]) => [
    name,
    directory,
    verification === "signature"
      ? "a release key's signature over SHASUMS256.txt"
      : "SHASUMS256.txt, unsigned",
  ]);
  const { attempts, seconds } = data.wait;
  return [
    table(["channel", "directory", "what vouches"], rows),
    `A list that is not there yet is asked for ${attempts} times, every ${seconds} seconds.`,
  ];
}

function toolSection(base: RecipeBase): string[] {
  if (base.kind !== "image" || base.tools.length === 0) return [];
  const rows = base.tools.map(({ name, version, url, sha256, commit }) => [
    name,
    version,
    url,
    sha256 === undefined ? `commit ${code(commit ?? "")}` : `sha256 ${code(sha256)}`,
  ]);
  return [`## Pinned tools\n\n${table(["tool", "version", "from", "pinned by"], rows)}`];
}

function gateSection({ gates }: RecipeData): string[] {
  if (gates.length === 0) return [];
  const rows = gates.map(({ excludes, reason, link }) => [code(excludes), `[${reason}](${link})`]);
  return [`## Versions that are not built\n\n${table(["versions", "why"], rows)}`];
}

function archivedNote({ status }: RecipeData): string[] {
  return status === "archived" ? ["Archived: no release line that is still made passes its gates."] : [];
}

function builds({ gates }: RecipeData): string {
  return gates.length === 0
    ? "every version"
    : `all but ${gates.map(({ excludes }) => code(excludes)).join(", ")}`;
}

function baseName(base: RecipeBase): string {
  return base.kind === "host" ? "this machine" : (base.image.split("/").at(-1) ?? base.image);
}

function baseText(base: RecipeBase): string {
  if (base.kind === "image") return `${code(base.image)}<br>${code(base.digest)}`;
  return `the machine's own ${base.needs.map(code).join(", ")}, read-only`;
}

function flagsText({ configure }: BuildRecipeData): string {
  return configure
    .map(({ flags, range, reason }) => {
      const versions = range === undefined ? "" : ` for ${code(range)}`;
      return `${code(flags.join(" "))}${versions}${reason === undefined ? "" : `: ${reason}`}`;
    })
    .join("<br>");
}

function limitsText({ memoryMiB, cpus, pids, wallSeconds, silenceSeconds }: RecipeLimits): string {
  const minutes = (seconds: number): string => `${Math.round(seconds / 60)} minutes`;
  return `${memoryMiB} MiB, ${cpus} processors, ${pids} processes, ${minutes(wallSeconds)}, silence of ${minutes(silenceSeconds)}`;
}

function labelsText({ requires }: BuildRecipeData): string {
  return Object.entries(requires)
    .map(([name, value]) => code(`${name}=${value}`))
    .join(", ");
}

function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
