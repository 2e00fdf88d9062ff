// The figures of editor support: node bench/editor/run.ts [rounds]
import { bundleForWorker } from "../../house/core-bundle.ts";
import { median } from "../support/measure.ts";
import { measureServer } from "./server.ts";

/** A package.json of 300 lines, with the words that are looked at and the rest that most of it is. */
function packageJson(): string {
  const dependencies = Object.fromEntries(
    Array.from({ length: 271 }, (_, index) => [`dependency-${index}`, `^${index}.0.0`]),
  );
  const manifest = {
    name: "app",
    version: "1.0.0",
    os: ["linux", "darwin", "win32"],
    cpu: ["x64", "arm64"],
    engines: { node: ">=22" },
    volta: { node: "24.1.0" },
    pkg: { targets: ["node18-linux-x64", "node24-lnux-x64", "node24-linux-armv7", "node24-alpine-x64"] },
    dependencies,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

const rounds = Number(process.argv[2] ?? 20);
const text = packageJson();
const { startMs, diagnosticsMs, completionMs, count } = await measureServer({ text, rounds });
const { gzipBytes } = await bundleForWorker(["@nodewright/target-language"]);
const figure = (samples: readonly number[]): string =>
  `${median(samples).toFixed(1)} ms (at best ${Math.min(...samples).toFixed(1)})`;

console.log(
  `Node ${process.version}, ${rounds} rounds, package.json of ${text.split("\n").length - 1} lines, ${count} diagnostics; medians`,
);
console.log(`server started and initialize answered: ${figure(startMs)}`);
console.log(`diagnostics: ${figure(diagnosticsMs)}`);
console.log(`completion, answered over stdio: ${figure(completionMs)}`);
console.log(`worker bundle with all data, gzipped: ${(gzipBytes / 1000).toFixed(1)} kB`);
