import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { entriesOf } from "./entries.js";
import { filesBelow, type Member, packages, readText } from "./workspace.js";

/** What an import of a CommonJS file has besides its exports. */
const WHOLE_MODULE: ReadonlySet<string> = new Set(["default", "module.exports"]);

describe("each package's README", () => {
  for (const member of packages) {
    it(`${member.path} names every function and class it exports`, async () => {
      const readme = readText(member.path, "README.md");
      for (const { script } of entriesOf(member)) {
        const exported: object = await import(pathToFileURL(join(member.folder, script)).href);
        const names = Object.keys(exported).filter((name) => !WHOLE_MODULE.has(name));
        const missing = names.filter((name) => !new RegExp(`\\b${name}\\b`).test(readme));
        expect(missing, `missing of ${script}`).toEqual([]);
      }
    });

    it(`${member.path} has a row for every error code`, () => {
      const readme = readText(member.path, "README.md");
      const own = codesIn(member, filesBelow(member, "src")).filter((code) => !isOfAnother(code, member));
      expect(own.filter((code) => !readme.includes(`\`${code}\``)).sort()).toEqual([]);
    });
  }
});

function codesIn({ path }: Member, files: readonly string[]): string[] {
  const sources = files.map((file) => readText(path, file)).join("\n");
  return [...new Set([...sources.matchAll(/"(ERR_[A-Z0-9_]+)"/g)].map((match) => match[1] ?? ""))];
}

/** A package may tell errors of those below it apart; they are in the READMEs of those. */
function isOfAnother(code: string, member: Member): boolean {
  const others = packages.filter((other) => other !== member);
  return others.some((other) => {
    const files = filesBelow(other, "src").filter((file) => file === "src/errors.ts");
    return codesIn(other, files).includes(code);
  });
}
