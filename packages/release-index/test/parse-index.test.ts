import { describe, expect, test } from "vitest";
import { formatIndex, parseIndex } from "../src/index.js";
import { corpus, needsCorpus } from "./corpus.js";
import { errorOf } from "./error-of.js";

const NEWEST_JSON =
  '{"version":"v24.21.0","date":"2026-09-07","files":["linux-x64","src"],"npm":"11.19.0","v8":"13.6.233.17",' +
  '"uv":"1.52.1","zlib":"1.3.2.1-motley","openssl":"3.5.8","modules":"137","lts":"Krypton","security":false}';
const OLDEST_JSON =
  '{"version":"v0.1.14","date":"2011-08-26","files":["src"],"v8":"1.3.15.0","lts":false,"security":true}';
const RC_JSON =
  '{"version":"v19.0.0-rc.2","date":"2022-10-14","files":["src"],"v8":"","uv":"","zlib":null,"openssl":null,"modules":null,' +
  '"lts":false,"security":false}';
const TAB =
  "version\tdate\tfiles\tnpm\tv8\tuv\tzlib\topenssl\tmodules\tlts\tsecurity\n" +
  "v22.11.0\t2024-10-29\tlinux-x64,src\t10.9.0\t12.4.254.21\t1.48.0\t1.3.0.1-motley\t3.0.15+quic\t127\tJod\t-\n" +
  "v0.11.2\t2013-05-13\tsrc\t1.2.21\t3.19.0.0\t0.11.2\t1.2.3\t1.0.1e\t0x000C\t-\ttrue\n" +
  "v0.1.14\t2011-08-26\tsrc\t-\t1.3.15.0\t-\t-\t-\t-\t-\t-\n";
const IOJS_TAB =
  "version\tdate\tfiles\tnpm\tv8\tuv\tzlib\topenssl\tmodules\n" +
  "v3.3.1\t2015-09-15\theaders,linux-x64\t2.14.3\t4.4.63.30\t1.7.4\t1.2.8\t1.0.2d\t45\n" +
  "v1.0.0\t2015-01-14\tlinux-x64\t2.1.18\t3.31.74.1\t1.2.0\t1.2.8\t1.0.1k\t42\n";

describe("parseIndex and formatIndex", () => {
  test.each([
    ["index.json", "json", `[\n${NEWEST_JSON},\n${OLDEST_JSON}\n]\n`],
    ["the index.json of release candidates, with null and empty values", "json", `[\n${RC_JSON}\n]\n`],
    ["index.tab", "tab", TAB],
    ["io.js's index.tab of nine columns", "tab", IOJS_TAB],
    ["an empty index.json", "json", "[\n]\n"],
  ] as const)("write back %s byte for byte", (_title, format, text) => {
    expect(formatIndex(parseIndex(text), format)).toBe(text);
    expect(formatIndex(parseIndex(text, { format }), format)).toBe(text);
  });

  test("parseIndex gives the values of a tab row the types of a json row", () => {
    expect(parseIndex(TAB)).toStrictEqual([
      {
        version: "v22.11.0",
        date: "2024-10-29",
        files: ["linux-x64", "src"],
        npm: "10.9.0",
        v8: "12.4.254.21",
        uv: "1.48.0",
        zlib: "1.3.0.1-motley",
        openssl: "3.0.15+quic",
        modules: "127",
        lts: "Jod",
        security: false,
      },
      expect.objectContaining({ modules: "0x000C", lts: false, security: true }),
      { version: "v0.1.14", date: "2011-08-26", files: ["src"], v8: "1.3.15.0", lts: false, security: false },
    ]);
  });

  test("formatIndex turns a tab into the json that nodejs.org publishes, and back", () => {
    const json = formatIndex(parseIndex(TAB), "json");
    expect(json).toContain(
      '{"version":"v0.1.14","date":"2011-08-26","files":["src"],"v8":"1.3.15.0","lts":false,"security":false}\n',
    );
    expect(formatIndex(parseIndex(json), "tab")).toBe(TAB);
  });

  test("parseIndex reads a BOM, CRLF, indented json, unknown keys and unknown columns", () => {
    expect(formatIndex(parseIndex(`\uFEFF${TAB.replaceAll("\n", "\r\n")}`), "tab")).toBe(TAB);
    const [row] = parseIndex(JSON.stringify([{ extra: [1], ...JSON.parse(NEWEST_JSON) }], null, 4));
    expect(JSON.stringify(row)).toBe(NEWEST_JSON);
    const [first] = parseIndex("version\textra\tdate\tfiles\nv1.0.0\t?\t2015-01-14\tsrc\n");
    expect(first).toStrictEqual({ version: "v1.0.0", date: "2015-01-14", files: ["src"] });
  });

  test.each([
    ["an HTML page", "<!doctype html><title>502</title>", "HTML"],
    ["an empty text", " \n", "empty"],
    ["a JSON object", '{"message":"not found"}', "not a list of releases"],
    ["json cut short", `[\n${NEWEST_JSON},\n{"version":"v2`, "not JSON"],
    ["a row that is no object", "[1]", "row 1"],
    [
      "a version without v",
      '[{"version":"24.21.0","date":"2026-09-07","files":[]}]',
      'row 1: "version" is "24.21.0"',
    ],
    ["no version", '[{"date":"2026-09-07","files":[]}]', '"version" is missing'],
    ["a path as version", '[{"version":"v../../x","date":"2026-09-07","files":[]}]', '"version"'],
    [
      "a date that is none",
      '[{"version":"v1.0.0","date":"soon","files":[]}]',
      'row 1 (v1.0.0): "date" is "soon"',
    ],
    [
      "files that are no list",
      `[${NEWEST_JSON},{"version":"v1.0.0","date":"2015-01-14","files":"src"}]`,
      "row 2 (v1.0.0)",
    ],
    [
      "a numeric ABI",
      '[{"version":"v1.0.0","date":"2015-01-14","files":[],"modules":42}]',
      '"modules" is 42',
    ],
    ["lts true", '[{"version":"v1.0.0","date":"2015-01-14","files":[],"lts":true}]', '"lts" is true'],
    [
      "a security text",
      '[{"version":"v1.0.0","date":"2015-01-14","files":[],"security":"no"}]',
      '"security"',
    ],
    ["a tab row cut short", `${TAB}v0.1.13\t2011`, "line 5: 2 columns where the first line names 11"],
    ["a tab without dates", "version\tfiles\n", 'no column "date"'],
    ["a tab security word", TAB.replace("true", "yes"), 'line 3: "security" is "yes"'],
  ])("parseIndex refuses %s, telling where", (_title, text, told) => {
    const error = errorOf(() => parseIndex(text));
    expect(error.code).toBe("ERR_RELEASE_INDEX");
    expect(error.message).toContain(told);
  });

  test("parseIndex tells the line at which json breaks off", () => {
    const error = errorOf(() => parseIndex(`[\n${NEWEST_JSON},\n{"version" "v2"}\n]`));
    expect(error.message).toContain("line 3");
    expect(error.cause).toBeInstanceOf(SyntaxError);
  });

  test("parseIndex with a format given does not guess", () => {
    expect(errorOf(() => parseIndex(TAB, { format: "json" })).code).toBe("ERR_RELEASE_INDEX");
    expect(errorOf(() => parseIndex("[]", { format: "tab" })).code).toBe("ERR_RELEASE_INDEX");
  });
});

describe.skipIf(corpus.isAbsent)(`the real indexes ${needsCorpus}`, () => {
  test.each(["index.tab", "nightly-index.tab"])("%s comes back byte for byte, by way of json too", (name) => {
    const text = corpus.read(`release-index/${name}`);
    const rows = parseIndex(text);
    expect(rows.length).toBeGreaterThan(300);
    expect(formatIndex(rows, "tab")).toBe(text);
    expect(formatIndex(parseIndex(formatIndex(rows, "json")), "tab")).toBe(text);
  });

  test("index.rebuilt.json comes back byte for byte but for its extra key", () => {
    const text = corpus.read("release-index/index.rebuilt.json");
    expect(formatIndex(parseIndex(text), "json")).toBe(text.replaceAll(/,"_src":"[^"]*"/g, ""));
  });
});
