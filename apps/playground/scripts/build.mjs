import { readFileSync } from "node:fs";
import { cp, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const MAX_WORKER_BYTES = 60_000;

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");

/** A page of four files that any web server can serve. What asks for something of Node.js does not build. */
await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: { page: "src/page/page.ts", worker: "src/worker/worker.ts" },
  outdir: dist,
  bundle: true,
  minify: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  legalComments: "linked",
});
for (const name of ["index.html", "style.css"]) await cp(join(root, "src", name), join(dist, name));

const bytes = gzipSync(readFileSync(join(dist, "worker.js"))).length;
if (bytes > MAX_WORKER_BYTES) {
  throw new Error(`worker.js is ${bytes} bytes when compressed, more than ${MAX_WORKER_BYTES}`);
}
