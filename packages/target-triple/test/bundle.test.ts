import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";

const entry = fileURLToPath(new URL("../src/index.ts", import.meta.url));
const MAX_GZIP_BYTES = 13_300;

test("the main entry bundles for a browser worker: no import is left, and it stays small", async () => {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    metafile: true,
  });
  const imports = Object.values(result.metafile.inputs).flatMap((input) =>
    input.imports.filter((one) => one.external),
  );
  expect(imports).toEqual([]);
  const [file] = result.outputFiles;
  expect(gzipSync(file?.contents ?? "", { level: 9 }).length).toBeLessThan(MAX_GZIP_BYTES);
});

test("there is no runtime dependency", () => {
  const manifest: object = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  for (const field of ["dependencies", "peerDependencies", "optionalDependencies"])
    expect(manifest).not.toHaveProperty(field);
});
