import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { reachableDeclarations, withoutComments } from "./declarations.js";

describe("withoutComments()", () => {
  it.each([
    [
      "/** A thing. */\nexport interface A {\n  /** Its size. */\n  size: number; // bytes\n}\n",
      "export interface A {\n  size: number;\n}\n",
    ],
    ['export type Alias = "lts/*" | "//";\n/* end */', 'export type Alias = "lts/*" | "//";\n'],
    ["export type T = `a/*b*/`;\n//# sourceMappingURL=x.js.map", "export type T = `a/*b*/`;\n"],
  ])("%#", (source, expected) => {
    expect(withoutComments(source)).toBe(expected);
  });
});

describe("reachableDeclarations()", () => {
  const folder = mkdtempSync(join(tmpdir(), "declarations-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

  it("follows imports within the package, each module once, and leaves others out", () => {
    write("index.d.ts", 'export { b } from "./b.js";\nexport type { A } from "./a.js";\n');
    write("a.d.ts", 'import type { B } from "./b.js";\nexport type A = B | import("./c.js").C;\n');
    write(
      "b.d.ts",
      'import type { A } from "./a.js";\nimport type { X } from "other";\nexport declare const b: A | X;\n',
    );
    write("c.d.ts", "export type C = 1;\n");
    write("unreached.d.ts", "export type D = 1;\n");
    const text = reachableDeclarations(folder, "./index.d.ts");
    expect(text.match(/^\/\/ .*$/gm)).toEqual(["// index.d.ts", "// a.d.ts", "// b.d.ts", "// c.d.ts"]);
    expect(text).toContain("export declare const b: A | X;");
  });
});
