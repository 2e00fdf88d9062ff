import { describe, expect, it } from "vitest";
import { requireParts, type SeaContent } from "../../src/sea/content.js";
import type { SeaFormat } from "../../src/sea/format.js";
import { seaFormat, utf8 } from "../support/sea.js";

const newest = seaFormat("vfs");

describe("requireParts()", () => {
  it.each<readonly [what: string, content: Partial<SeaContent>, format: SeaFormat]>([
    ["assets", { assets: new Map([["a", utf8("a")]]) }, seaFormat("codeCache")],
    ["execArgv", { execArgv: ["--no-warnings"] }, seaFormat("assets")],
    ["execArgvExtension none", { execArgvExtension: "none" }, seaFormat("assets")],
    ["an ES module as its main script", { mainFormat: "module" }, seaFormat("execArgv")],
    ["useVfs", { useVfs: true }, seaFormat("mainFormat")],
    ["a code cache or a snapshot", { codeCache: utf8("c") }, seaFormat("codePath")],
  ])("refuses %s where the Node.js does not know it", (what, content, format) => {
    const require = (): unknown => requireParts({ main: utf8("1"), ...content }, format);
    expect(require).toThrow(
      expect.objectContaining({
        code: "ERR_EXECUTABLE_UNSUPPORTED",
        message: `this Node.js cannot carry ${what} in its blob`,
      }),
    );
    expect(() => requireParts({ main: utf8("1"), ...content }, newest)).not.toThrow();
  });

  it("refuses a snapshot with a code cache", () => {
    const content = { main: utf8("s"), useSnapshot: true, codeCache: utf8("c") };
    expect(() => requireParts(content, newest)).toThrow("a snapshot has neither a code cache nor a VFS");
  });
});
