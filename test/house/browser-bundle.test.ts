import { glob, readFile } from "node:fs/promises";
import { createRequire, isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { bundleForWorker, CORE_ENTRIES, dependenciesOf } from "./core-bundle.ts";

const KIB = 1024;

describe("the core in a browser's worker", () => {
  test("is at most 40 KiB gzipped, data included", async () => {
    const { gzipBytes } = await bundleForWorker(CORE_ENTRIES);
    expect(gzipBytes).toBeGreaterThan(10 * KIB);
    expect(gzipBytes).toBeLessThanOrEqual(40 * KIB);
  });

  test.each(CORE_ENTRIES)("%s asks for nothing of Node.js", async (entry) => {
    expect((await bundleForWorker([entry])).nodeImports).toEqual([]);
  });

  test("would be seen asking for it: the host entry does", async () => {
    expect((await bundleForWorker(["@nodewright/target-triple/host"])).nodeImports).toContainEqual(
      expect.stringMatching(/^(?:node:)?fs$/),
    );
  });
});

describe("editor support in a browser's worker", () => {
  test("is at most 60 kB gzipped, data and parsers included, and asks for nothing of Node.js", async () => {
    const { gzipBytes, nodeImports } = await bundleForWorker(["@nodewright/target-language"]);
    expect(nodeImports).toEqual([]);
    expect(gzipBytes).toBeGreaterThan(30_000);
    expect(gzipBytes).toBeLessThanOrEqual(60_000);
  });
});

describe.each(["@nodewright/target-triple", "@nodewright/abi-resolver"])("%s", (name) => {
  test("has no runtime dependency", async () => {
    expect(await dependenciesOf(name)).toEqual([]);
  });

  test("ships declarations and code that import no package", async () => {
    const dist = join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), "dist");
    const imported: string[] = [];
    for await (const file of glob("**/*.{js,d.ts}", { cwd: dist })) {
      const code = await readFile(join(dist, file), "utf8");
      for (const [, from = ""] of code.matchAll(/^(?:import|export)\b[^;"']*?from\s+["']([^"']+)["']/gm)) {
        if (!from.startsWith(".") && !isBuiltin(from)) imported.push(`${file}: ${from}`);
      }
    }
    expect(imported).toEqual([]);
  });
});
