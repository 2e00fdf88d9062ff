import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import * as bytes from "../src/bytes.js";
import * as index from "../src/index.js";

/** The modules that a module of this package imports, and those in turn. */
async function importsOf(url: URL, seen = new Set<string>()): Promise<Set<string>> {
  const source = await readFile(url, "utf8");
  for (const [, specifier = ""] of source.matchAll(/from "([^"]+)"/g)) {
    const isOwn = specifier.startsWith(".");
    const target = isOwn ? new URL(specifier.replace(/\.js$/, ".ts"), url) : undefined;
    const key = target?.href ?? specifier;
    if (seen.has(key)) continue;
    seen.add(key);
    if (target !== undefined) await importsOf(target, seen);
  }
  return seen;
}

describe("@nodewright/executable/bytes", () => {
  it("offers all of the package but what needs files", () => {
    expect([...Object.keys(bytes), "inspect"].sort()).toEqual(Object.keys(index).sort());
  });

  it("reaches no module of Node.js", async () => {
    const imports = await importsOf(new URL("../src/bytes.ts", import.meta.url));
    expect([...imports].filter((name) => !name.startsWith("file:"))).toEqual(["@nodewright/target-triple"]);
    expect([...imports].some((name) => name.endsWith("/elf/header.ts"))).toBe(true);
  });
});
