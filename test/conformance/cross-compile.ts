import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");
const program = join(root, "apps", "packager", "bin", "nodewright-pack.js");
const readme = join(root, "apps", "packager", "README.md");
const majors = ["22", "24", "26"];
const targets = ["linux-x64", "linux-arm64", "win-x64", "macos-arm64", "macos-x64"];

/** Uses what is served from inside: CommonJS, an ES module, a file; and prints where it runs. */
const app: Readonly<Record<string, string>> = {
  "app.cjs": `const { readFileSync } = require("node:fs");
    const words = readFileSync(require("node:path").join(__dirname, "words.txt"), "utf8");
    import("./part.mjs").then(({ part }) => console.log(words, part, process.platform, process.arch));`,
  "part.mjs": "await 0; export const part = import.meta.url.length > 0;",
  "words.txt": "words",
};

/**
 * Packs an app for every target on this host, runs it where something here runs it, verifies it in any case, and
 * writes what came of it into the packager's README. Usage: node conformance/cross-compile.ts
 */
function main(): void {
  const place = mkdtempSync(join(tmpdir(), "nodewright-cross-"));
  try {
    for (const [name, text] of Object.entries(app)) writeFileSync(join(place, name), text);
    const rows = targets.map((target) => {
      const cells = majors.map((major) => outcome(place, `node${major}-${target}`));
      console.log(target, ...cells);
      return `| ${[target, ...cells].join(" | ")} |`;
    });
    const head = `| target | ${majors.map((major) => `Node ${major}`).join(" | ")} |`;
    const rule = `| --- | ${majors.map(() => "---").join(" | ")} |`;
    replaceTable([head, rule, ...rows].join("\n"));
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function outcome(place: string, target: string): string {
  const output = join(place, "out.exe");
  rmSync(output, { force: true });
  const made = nodewright(place, "app.cjs", "-t", target, "-o", output, "--check");
  const version = /resolved +v(\S+):/.exec(made.stderr)?.[1] ?? /Node\.js v([\d.]+),/.exec(made.stderr)?.[1];
  if (version === undefined) return "no binary at hand";
  const { status } = nodewright(place, "verify", output);
  const how = /ended well/.test(made.stderr) ? "ran" : "not run";
  return `${version}: ${how}, ${status === 0 ? "verified" : "NOT VERIFIED"}`;
}

function nodewright(
  cwd: string,
  ...args: readonly string[]
): { readonly status: number | null; readonly stderr: string } {
  return spawnSync(process.execPath, [program, ...args], { cwd, encoding: "utf8" });
}

function replaceTable(table: string): void {
  const text = readFileSync(readme, "utf8");
  const [before = "", rest = ""] = text.split("<!-- cross-compile -->\n");
  const [, after = ""] = rest.split("<!-- /cross-compile -->\n");
  const marked = `${before}<!-- cross-compile -->\n${table}\n<!-- /cross-compile -->\n${after}`;
  writeFileSync(readme, marked);
}

main();
