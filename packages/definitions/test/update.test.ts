import { describe, expect, test } from "vitest";
import { exportNodeBuildDefinition, generateDefinition, parseDefinition } from "../src/index.js";
import { type UpdateOptions, updateDefinitions } from "../src/update.js";
import { lifecycle } from "./lifecycle.js";
import { SHA256 } from "./samples.js";

const digestsOf = (version: string) =>
  new Map([
    [`node-${version}.tar.gz`, SHA256],
    [`node-${version}-linux-x64.tar.gz`, SHA256],
  ]);

function setUp(changes: Partial<UpdateOptions> = {}) {
  const files = new Map([["22.1.0", "there"]]);
  const read: string[] = [];
  const options: UpdateOptions = {
    rows: [{ version: "v24.1.0" }, { version: "v22.1.0" }, { version: "v20.1.0" }],
    readDigests: async (version) => {
      read.push(version);
      if (version === "v24.1.0") throw new Error("offline");
      return digestsOf(version);
    },
    store: {
      has: async (name) => files.has(name),
      write: async (fileName, text) => {
        files.set(fileName, text);
      },
    },
    distUrl: "https://nodejs.org/dist",
    lifecycle,
    ...changes,
  };
  return { files, read, options };
}

describe("updateDefinitions", () => {
  test("writes what is missing, keeps what is there, and one failure stops nothing", async () => {
    const { files, read, options } = setUp();
    const results = await updateDefinitions(options);
    expect(results.map(({ name, outcome }) => [name, outcome])).toEqual([
      ["24.1.0", "failed"],
      ["22.1.0", "exists"],
      ["20.1.0", "written"],
    ]);
    expect(results[0]?.error).toEqual(new Error("offline"));
    expect(read).toEqual(["v24.1.0", "v20.1.0"]);
    const digests = digestsOf("v20.1.0");
    const expected = generateDefinition({
      version: "20.1.0",
      digests,
      distUrl: "https://nodejs.org/dist",
      lifecycle,
    });
    expect(files.get("20.1.0")).toBe(exportNodeBuildDefinition(expected));
    expect(expected.notice).toBe("end-of-life");
    expect(files.get("22.1.0")).toBe("there");
  });

  test("force writes over what is there, only limits by name, a dry run writes nothing", async () => {
    const { files, options } = setUp({ force: true, only: /^22/, dryRun: true });
    const results = await updateDefinitions(options);
    expect(results.map(({ name, outcome }) => [name, outcome])).toEqual([["22.1.0", "would-write"]]);
    expect(results[0]?.text).toContain("install_package");
    expect(files.get("22.1.0")).toBe("there");
    await updateDefinitions({ ...options, dryRun: false });
    expect(files.get("22.1.0")).toBe(results[0]?.text);
  });

  test("writes declarative files under their ending, families under their name", async () => {
    const { files, options } = setUp({ format: "yaml", only: /20/, family: "acme" });
    await updateDefinitions(options);
    expect(parseDefinition(files.get("acme-20.1.0.yaml") ?? "").name).toBe("acme-20.1.0");
  });

  test("stops when it is told to", async () => {
    const { options } = setUp({ signal: AbortSignal.abort() });
    await expect(updateDefinitions(options)).rejects.toThrow("aborted");
  });
});
