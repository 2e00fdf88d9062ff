import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileNamesFor } from "@nodewright/release-index";
import { createTarget } from "@nodewright/target-triple";
import { describe, expect, it } from "vitest";
import type { ValidationReport } from "../src/types.js";
import { validateArtifacts } from "../src/validate-artifacts.js";
import { type Files, host, pack, requestFor, temporaryFolder, usualFiles } from "./support/archives.js";

const { version } = process;
const modules = process.versions.modules;
const gz = fileNamesFor(version, host).find((name) => name.endsWith(".tar.gz")) ?? "";
const xz = gz.replace(".gz", ".xz");

const small: Files = { ...usualFiles(version, modules), "bin/node": { copyOf: "/bin/true" } };
const real: Files = { ...small, "bin/node": { copyOf: process.execPath } };

const rulesOf = ({ findings }: ValidationReport): string[] => findings.map(({ rule }) => rule);

describe.skipIf(process.platform !== "linux")("validateArtifacts", () => {
  it("accepts a real Node.js, by its header and by its own word", { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    const file = pack(folder, gz, real);
    const request = requestFor(folder, [file], { glibcCeiling: "2.28" });
    const report = await validateArtifacts(request);
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ isAccepted: true, ranBy: "native" });
    expect(report.versions).toMatchObject({ node: process.versions.node, modules });
    const sha256 = createHash("sha256").update(readFileSync(file.path)).digest("hex");
    expect(report.files).toEqual([{ ...file, sha256, sizeBytes: readFileSync(file.path).length }]);
    expect(existsSync(request.workFolder)).toBe(false);
    const strict = await validateArtifacts({ ...request, glibcCeiling: "2.17" });
    expect(rulesOf(strict)).toEqual(["ceiling"]);
    const musl = createTarget({ os: "linux", arch: host.arch, libc: "musl" });
    const name = fileNamesFor(version, musl).find((one) => one.endsWith(".tar.gz")) ?? "";
    const wrong = await validateArtifacts(requestFor(folder, [pack(folder, name, small)], { target: musl }));
    expect(rulesOf(wrong)).toEqual(["header"]);
    expect(wrong.findings[0]?.message).toMatch(/musl.*glibc|glibc.*musl/);
  });

  it("tells a program that is no Node.js", async () => {
    const folder = temporaryFolder();
    const report = await validateArtifacts(requestFor(folder, [pack(folder, gz, small)], {}));
    expect(rulesOf(report)).toEqual(["run"]);
  });

  it("finds half of a pair, and a pair that differs", async () => {
    const folder = temporaryFolder();
    const half = requestFor(folder, [pack(folder, gz, small)], { expected: [gz, xz] });
    expect(rulesOf(await validateArtifacts(half))).toContain("missing");
    const other = pack(folder, xz, { ...small, "README.md": "changed" });
    const pair = await validateArtifacts(requestFor(folder, [pack(folder, gz, small), other], {}));
    expect(rulesOf(pair)).toContain("difference");
    expect(pair.findings.find(({ rule }) => rule === "difference")?.message).toContain("README.md");
  });

  it.each([
    ["name", "node-v1.2.3-linux-x64.tar.gz"],
    ["name", "node-v24.1.0-linux-x64.zipp"],
    ["name", "SHASUMS256.txt"],
  ] as const)("refuses by %s: %s", async (rule, fileName) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, fileName), "");
    const report = await validateArtifacts(
      requestFor(folder, [{ path: join(folder, fileName), fileName }], {}),
    );
    expect(rulesOf(report)).toEqual([rule]);
  });

  it("refuses the name of another target, of headers, and of damage", async () => {
    const folder = temporaryFolder();
    const riscv = pack(folder, `node-${version}-linux-riscv64.tar.gz`, small);
    expect(rulesOf(await validateArtifacts(requestFor(folder, [riscv], {})))).toEqual(["name"]);
    const named = requestFor(folder, [pack(folder, gz, small)], { target: undefined });
    expect(rulesOf(await validateArtifacts(named))).toEqual(["name"]);
    const whole = pack(folder, gz, small);
    writeFileSync(whole.path, readFileSync(whole.path).subarray(0, 2000));
    expect(rulesOf(await validateArtifacts(requestFor(folder, [whole], {})))).toEqual(["archive"]);
  });

  it("refuses another layout", async () => {
    const folder = temporaryFolder();
    const dotted = pack(folder, gz, small, ".");
    expect(rulesOf(await validateArtifacts(requestFor(folder, [dotted], {})))).toEqual(["layout"]);
    const { "bin/node": _, ...rest } = small;
    const empty = await validateArtifacts(requestFor(folder, [pack(folder, gz, rest)], {}));
    expect(rulesOf(empty)).toEqual(["layout"]);
  });

  it("judges headers by what they state", async () => {
    const folder = temporaryFolder();
    const name = `node-${version}-headers.tar.gz`;
    const judge = async (files: Files): Promise<string[]> =>
      rulesOf(
        await validateArtifacts(
          requestFor(folder, [pack(folder, name, files, `node-${version}`)], { target: undefined }),
        ),
      );
    expect(await judge(usualFiles(version, modules))).toEqual([]);
    expect(await judge(usualFiles("v20.1.0", "115"))).toEqual(["version", "abi"]);
    expect(await judge(usualFiles(version, "1"))).toEqual(["abi"]);
  });
});
