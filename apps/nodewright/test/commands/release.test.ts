import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lines, nodewright } from "../support.js";

const tab = `version	date	files	npm	v8	uv	zlib	openssl	modules	lts	security
v24.2.0	2025-06-09	linux-arm64,linux-x64,src	11.3.0	13.6.233.10	1.51.0	1.3.1	3.0.16	137	-	-
v22.16.0	2025-05-20	linux-x64,src	10.9.2	12.4.254.21	1.49.2	1.3.0	3.0.16	127	Jod	true
`;
const json = `[
{"version":"v24.2.0","date":"2025-06-09","files":["linux-arm64","linux-x64","src"],"npm":"11.3.0","v8":"13.6.233.10","uv":"1.51.0","zlib":"1.3.1","openssl":"3.0.16","modules":"137","lts":false,"security":false},
{"version":"v22.16.0","date":"2025-05-20","files":["linux-x64","src"],"npm":"10.9.2","v8":"12.4.254.21","uv":"1.49.2","zlib":"1.3.0","openssl":"3.0.16","modules":"127","lts":"Jod","security":true}
]
`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nodewright-release-"));
  await writeFile(join(folder, "index.tab"), tab);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (...argv: string[]) => nodewright(["release", ...argv], "", folder);

describe("nodewright release index", () => {
  it("writes the other form byte for byte, both ways", async () => {
    expect(await run("index", "index.tab", "--to", "json")).toEqual({ code: 0, out: json, err: "" });
    expect(await nodewright(["release", "index", "-", "--to", "tab"], json)).toEqual({
      code: 0,
      out: tab,
      err: "",
    });
  });

  it("says which file cannot be read", async () => {
    const { code, err } = await run("index", "nothing.tab", "--to", "json");
    expect(code).toBe(1);
    expect(err).toContain("error: nothing.tab cannot be read");
  });
});

describe("nodewright release resolve", () => {
  it("finds what a word means in an index", async () => {
    const { code, out } = await run("resolve", "lts", "24", "--index", "index.tab", "--json");
    expect(code).toBe(0);
    expect(lines(out)).toMatchObject([
      { input: "lts", version: "v22.16.0", reason: expect.stringContaining("Jod") },
      { input: "24", version: "v24.2.0" },
    ]);
  });

  it("looks for builds of a target", async () => {
    const { code, out } = await run(
      "resolve",
      "22",
      "--index",
      "index.tab",
      "--target",
      "linux-arm64-glibc",
      "--json",
    );
    expect(code).toBe(1);
    expect(lines(out)).toMatchObject([{ error: { code: "ERR_RELEASE_NO_BUILD" } }]);
  });

  it("resolves offline from the bundled table", async () => {
    expect(lines((await run("resolve", "jod", "--json")).out)).toMatchObject([
      { version: expect.stringMatching(/^v22\./) },
    ]);
  });

  it("refuses an unknown dialect", async () => {
    expect((await run("resolve", "lts", "--dialect", "asdf")).code).toBe(2);
  });
});

describe("nodewright release schedule", () => {
  it("gives each line the phase of a day", async () => {
    const { out } = await run("schedule", "--at", "2026-11-20", "--json");
    expect(lines(out)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ line: "v24", phase: "maintenance" }),
        expect.objectContaining({ line: "v26", phase: "active-lts", codename: "Lithium" }),
        expect.objectContaining({ line: "v27", phase: "alpha" }),
      ]),
    );
  });
});
