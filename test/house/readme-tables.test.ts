import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { entriesOf } from "./entries.js";
import { isUnfinished } from "./unfinished.js";
import { filesBelow, packages, readText } from "./workspace.js";

describe("each package's README", () => {
  for (const member of packages) {
    it.skipIf(isUnfinished(member, "readme"))(
      `${member.path} names every function and class it exports`,
      async () => {
        const readme = readText(member.path, "README.md");
        for (const { script } of entriesOf(member)) {
          const exported: object = await import(pathToFileURL(join(member.folder, script)).href);
          const missing = Object.keys(exported).filter((name) => !new RegExp(`\\b${name}\\b`).test(readme));
          expect(missing, `missing of ${script}`).toEqual([]);
        }
      },
    );

    it.skipIf(isUnfinished(member, "readme"))(`${member.path} has a row for every error code`, () => {
      const readme = readText(member.path, "README.md");
      const sources = filesBelow(member, "src")
        .map((file) => readText(member.path, file))
        .join("\n");
      const codes = new Set([...sources.matchAll(/"(ERR_[A-Z0-9_]+)"/g)].map((match) => match[1] ?? ""));
      expect([...codes].filter((code) => !readme.includes(`\`${code}\``)).sort()).toEqual([]);
    });
  }
});
