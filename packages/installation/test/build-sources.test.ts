import { spawnSync } from "node:child_process";
import { ReleaseIndexError } from "@nodewright/release-index";
import { SourceError } from "@nodewright/release-source";
import { describe, expect, it } from "vitest";
import { buildSources, isNoBinary, withBuildHint } from "../src/build-sources.js";
import { InstallError } from "../src/errors.js";
import { filePart, nodeArchive, offerOf, row, sourceOf } from "./support/offers.js";
import { linux, linuxArm, windows } from "./support/targets.js";

const rows = [row("v24.2.0", { files: ["src"] }), row("v24.1.0"), row("v24.0.0", { files: [] })];
const offer = async () => offerOf([await filePart(await nodeArchive())]);
const noBinary = () => Promise.reject(new Error("binaries are not asked for"));
const withCode = { ...sourceOf(rows, noBinary), offerSource: offer };
const withoutCode = { ...sourceOf(rows, noBinary), name: "a registry" };
const options = { target: linux, host: linux, env: process.env };
const hasTools =
  spawnSync("sh", ["-c", "command -v make && command -v g++ && command -v python3"]).status === 0;

describe.skipIf(!hasTools && !process.env.CI)("buildSources (skipped without make, g++, python3)", () => {
  it("has the releases whose code a source keeps, or may keep, and offers that", async () => {
    const [source, ...rest] = await buildSources({ ...options, sources: [withoutCode, withCode] });
    expect(rest).toEqual([]);
    const index = await source.loadIndex(linux);
    expect(index.rows.map(({ version }) => version)).toEqual(["v24.2.0", "v24.0.0"]);
    await expect(source.offer(row("v24.2.0"), linux)).resolves.toMatchObject({ steps: [] });
  });
});

it.each([
  [
    "another target",
    { target: linuxArm },
    [withCode],
    "for linux-arm64-glibc it is built on such a machine alone",
  ],
  ["Windows", { target: windows, host: windows }, [withCode], "on Windows"],
  ["sources without code", {}, [withoutCode], "a registry has no source archives"],
] as const)("refuses %s", async (_, more, sources, text) => {
  await expect(buildSources({ ...options, ...more, sources: [...sources] })).rejects.toMatchObject({
    code: "ERR_INSTALL_CANNOT_BUILD",
    message: expect.stringContaining(text),
  });
});

it("names all tools that are missing", async () => {
  await expect(buildSources({ ...options, env: { PATH: "" }, sources: [withCode] })).rejects.toMatchObject({
    code: "ERR_BUILD_TOOL",
  });
});

describe("withBuildHint", () => {
  const error = new ReleaseIndexError("ERR_RELEASE_NO_BUILD", "no build", { hint: "Another." });
  const hintOf = (more: object, of: Error = error): unknown =>
    Reflect.get(Object(withBuildHint(of, { ...options, sources: [withCode], ...more })), "hint");

  it("names the way out beside the error's own", () => {
    expect(hintOf({})).toBe("Another. It can be built here from its source: --compile");
  });

  it.each([
    new InstallError("ERR_INSTALL_UNSIGNED", "unsigned", { hint: "accept that" }),
    new SourceError("ERR_SOURCE_NO_ASSET", "no archive", { hint: "accept that" }),
  ])("whatever class the error is of: $name", (of) => {
    expect(hintOf({}, of)).toBe("accept that. It can be built here from its source: --compile");
    const found = withBuildHint(of, { ...options, sources: [withCode] });
    expect(found).toMatchObject({ code: of.code, message: of.message, cause: of });
  });

  it("keeps quiet where it is none", () => {
    expect([hintOf({ target: linuxArm }), hintOf({ sources: [withoutCode] })]).toEqual([
      "Another.",
      "Another.",
    ]);
  });
});

it.each([
  ["no-build", true],
  ["newer-system", true],
  ["unsigned", true],
  ["no-release", false],
  ["no-answer", false],
  ["wrong-answer", false],
] as const)("isNoBinary of %s is %s", (why, expected) => {
  expect(isNoBinary({ why })).toBe(expected);
});
