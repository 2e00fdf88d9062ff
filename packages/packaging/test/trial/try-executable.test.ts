import { createTarget } from "@nodewright/target-triple";
import { hostTarget } from "@nodewright/target-triple/host";
import { expect, it } from "vitest";
import { missedFiles, tryExecutable } from "../../src/trial/try-executable.js";
import { packedApp } from "../support/packed.js";
import { scratch } from "../support/scratch.js";

const host = hostTarget();
const { env } = process;

it("runs an executable, and tells how it ended", { timeout: 60_000 }, async () => {
  const text =
    "if (process.argv[2] === 'wait') setInterval(() => {}, 1000); else process.exitCode = Number(process.argv[2])";
  const { output, files } = await packedApp({ "a.cjs": text });
  const trace = { root: "/", files };
  const options = { output, target: host, host, env };
  expect(await tryExecutable({ ...options, args: ["0"] }, trace)).toMatchObject({
    ended: "well",
    missed: [],
  });
  expect(await tryExecutable({ ...options, args: ["3"] }, trace)).toMatchObject({
    ended: "badly",
    exitCode: 3,
  });
  const waited = await tryExecutable({ ...options, args: ["wait"], timeoutMs: 500 }, trace);
  expect(waited.ended).toBe("running");
  const target = createTarget({ os: "aix", arch: "ppc64", endian: "big" });
  expect((await tryExecutable({ ...options, target }, trace)).ended).toBe("not-run");
});

it("names files of the project that were looked for and not packed", () => {
  const root = scratch({ "app/views/a.html": "", "app/plugin.js": "", "app/main.js": "" });
  const path = "app/main.js";
  const files = [{ path, source: "", why: "entry" as const, by: [], sizeBytes: 0, mode: 0o644 }];
  const text = `Error: ENOENT: no such file, open '/snapshot/app/views/a.html'
    Cannot find module '/snapshot/app/plugin'
    at Object.<anonymous> (/snapshot/app/main.js:1:1)
    not there: "/snapshot/app/never.txt"`;
  expect(missedFiles(text, { root, files })).toEqual(["app/plugin", "app/views/a.html"]);
});
