import { describe, expect, it } from "vitest";
import { assertPlainRows, readIndex } from "../src/read-index.js";
import { indexJson, row } from "./support/fixtures.js";

const where = "https://mirror/index.json";

function read(text: string): unknown {
  return readIndex(new TextEncoder().encode(text), where);
}

describe("readIndex", () => {
  it("reads the rows of index.json and of index.tab", () => {
    expect(read(indexJson(row("v24.1.0")))).toEqual([row("v24.1.0")]);
    const tab =
      "version\tdate\tfiles\tnpm\tv8\tuv\tzlib\topenssl\tmodules\tlts\tsecurity\n" +
      "v24.1.0\t2026-09-07\tlinux-x64\t11.0.0\t-\t-\t-\t-\t137\tKrypton\t-\n";
    expect(read(tab)).toMatchObject([{ version: "v24.1.0", lts: "Krypton" }]);
  });

  it.each([
    ["an HTML page", "<!doctype html><title>x</title>", /it is an HTML or XML page/],
    ["nothing", "", /it is empty/],
    ["a cut index", indexJson(row("v24.1.0")).slice(0, 40), /not JSON/],
    ["a version that is a path", indexJson(row("v../../x")), /"v\.\.\/\.\.\/x"/],
    ["a version with a blank", indexJson(row("v1.2.3; rm -rf ~")), /"v1\.2\.3; rm -rf ~"/],
  ])("refuses %s, naming the file", (_, text, message) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({
        code: "ERR_SOURCE_INDEX",
        message: expect.stringMatching(new RegExp(`^https://mirror/index.json: .*${message.source}`, "s")),
      }),
    );
  });

  it("shows nothing of a hostile version that a terminal would obey", () => {
    let message = "";
    try {
      read(indexJson(row("v1\u001b[2J\u009b31m")));
    } catch (error) {
      message = error instanceof Error ? error.message : "";
    }
    expect(message).toContain("\\u{9b}31m");
    expect(message).toMatch(/^[\x20-\x7e]+$/);
  });
});

describe("assertPlainRows", () => {
  it.each([
    ["a codename", { lts: "Kryp\u001b[31mton" }],
    ["an npm version", { npm: "11.0.0\u0007" }],
    ["a token", { files: ["linux-x64", "\u202ewin"] }],
    ["a component", { openssl: "3\n4" }],
  ])("refuses control characters in %s", (_, more) => {
    expect(() => assertPlainRows([row("v24.0.0"), row("v24.1.0", more)], where)).toThrow(
      expect.objectContaining({
        code: "ERR_SOURCE_INDEX",
        message: expect.stringMatching(/^[\x20-\x7e]*v24\.1\.0[\x20-\x7e]*$/),
      }),
    );
  });

  it("takes rows as nodejs.org writes them", () => {
    expect(() => assertPlainRows([row("v24.0.0", { lts: false, npm: null })], where)).not.toThrow();
  });
});
