import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeOutput } from "../../src/inject/write-output.js";
import type { StreamedBytes } from "../../src/sea/byte-source.js";
import { utf8 } from "../support/sea.js";

let folder = "";
let [base, output] = ["", ""];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "executable-"));
  [base, output] = [join(folder, "base"), join(folder, "output")];
  await writeFile(base, "0123456789");
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const blob: StreamedBytes = { sizeBytes: 4, read: () => [utf8("BL"), utf8("OB")] };
const layout = {
  sizeBytes: 20,
  keepBytes: 4,
  move: { from: 6, to: 12, length: 3 },
  blobOffset: 6,
  patches: [
    { offset: 1, bytes: utf8("x") },
    { offset: 17, bytes: utf8("y") },
  ],
};
const request = (): Parameters<typeof writeOutput>[0] => ({ base, output, mode: 0o755, layout, blob });

describe("writeOutput()", () => {
  it("keeps, moves, fills and replaces as planned", async () => {
    await writeOutput({ ...request(), finish: async (file) => void (await file.write(utf8("f"), 0, 1, 19)) });
    expect(await readFile(output, "latin1")).toBe("0x23\0\0BLOB\0\x00678\0\0y\0f");
    expect(await readFile(base, "latin1")).toBe("0123456789");
    expect((await stat(output)).mode & 0o777).toBe(0o755);
  });

  it("makes an output that cannot be written to, of a base that cannot", async ({ skip }) => {
    skip(process.platform === "win32", "Windows has no such permissions");
    await writeOutput({ ...request(), mode: 0o555 });
    expect((await stat(output)).mode & 0o777).toBe(0o555);
    await writeOutput({ ...request(), base: output, output: join(folder, "again") });
  });

  const broken: readonly (readonly [what: string, read: StreamedBytes["read"], problem: object])[] = [
    ["breaks off", () => [utf8("B")], { code: "ERR_EXECUTABLE_BLOB" }],
    ["has more than it said", () => [utf8("BLOBS")], { code: "ERR_EXECUTABLE_BLOB" }],
    [
      "fails",
      () => {
        throw new RangeError("the source's own");
      },
      { name: "RangeError", message: "the source's own" },
    ],
  ];

  it.each(broken)("leaves the old output and nothing else when a source %s", async (_what, read, problem) => {
    await writeFile(output, "old");
    const failed = writeOutput({ ...request(), blob: { sizeBytes: 4, read } });
    await expect(failed).rejects.toMatchObject(problem);
    expect(await readFile(output, "utf8")).toBe("old");
    expect((await readdir(folder)).sort()).toEqual(["base", "output"]);
  });

  it("gives the system's error for a folder that is not there", async () => {
    const lost = join(folder, "missing", "app");
    await expect(writeOutput({ ...request(), output: lost })).rejects.toMatchObject({
      code: "ERR_EXECUTABLE_UNWRITABLE",
      message: expect.stringContaining(`cannot write ${lost}: ENOENT`),
      cause: expect.objectContaining({ code: "ENOENT" }),
    });
  });
});
