import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Definition, InstallDefinition, ResolvedChannel } from "../src/index.js";
import { resolveChannel } from "../src/index.js";

/** Where node-build's program ends and the definition begins. */
const END_OF_FUNCTIONS = "\ntrap build_failed ERR\n";

/** What node-build's own functions would do with each file of a directory, as lines by file name. */
export function traceWithBash(checkout: string, directory: string, indexTab: string): Map<string, string[]> {
  const scratch = mkdtempSync(join(tmpdir(), "nodewright-trace-"));
  try {
    const program = readFileSync(join(checkout, "bin/node-build"), "utf8");
    const end = program.indexOf(END_OF_FUNCTIONS);
    if (end < 0) throw new Error("bin/node-build is not laid out as expected");
    const tracer = readFileSync(new URL("./trace-definitions.bash", import.meta.url), "utf8");
    writeFileSync(join(scratch, "node-build"), `${program.slice(0, end)}\n${tracer}`);
    writeFileSync(join(scratch, "index.tab"), indexTab);
    writeFileSync(join(scratch, "definition"), "");
    const output = execFileSync(
      "bash",
      [join(scratch, "node-build"), join(scratch, "definition"), join(scratch, "prefix")],
      {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
        maxBuffer: 1 << 26,
        env: {
          PATH: process.env.PATH,
          LC_ALL: "C",
          TMPDIR: scratch,
          NODE_BUILD_TESTING: "1",
          DEFINITION_DIR: directory,
          INDEX_TAB: join(scratch, "index.tab"),
        },
      },
    );
    return byFile(output);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function byFile(output: string): Map<string, string[]> {
  const traces = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of output.replace(/\n$/, "").split("\n")) {
    if (line.startsWith("file\t")) {
      current = [];
      traces.set(line.slice(5), current);
    } else {
      current.push(line);
    }
  }
  return traces;
}

/** The same lines, told from the data alone. */
export function traceOf(definition: Definition, indexTab: string): string[] {
  const resolved: Pick<ResolvedChannel, "definition"> =
    definition.kind === "channel" ? resolveChannel(definition, indexTab) : { definition };
  return [...linesOf(resolved.definition)];
}

function* linesOf({ messages, binaries, packages, notice }: InstallDefinition): Generator<string> {
  for (const message of messages) yield `message\t${message}`;
  for (const { platform, url, digest = "" } of binaries) yield `binary\t${platform}\t${url}\t${digest}`;
  for (const { name, source, steps } of packages) {
    if (source && "git" in source) yield `git\t${name}\t${source.git}\t${source.ref}`;
    else yield `archive\t${name}\t${source?.url ?? ""}\t${source?.digest ?? ""}`;
    if (notice) yield `notice\t${notice}`;
    yield `steps\t${steps.join(" ")}`;
  }
}
