import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { hostTarget } from "@nodewright/target-triple/host";
import { describe, expect, it, test } from "vitest";
import { checkHeader, readVersions, runnability } from "../src/check-binary.js";
import { elf } from "./support/elf.js";
import { scratch } from "./support/scratch.js";
import { linux, linuxArm, macArm, macIntel, musl, windows, windowsArm } from "./support/targets.js";

describe("checkHeader", () => {
  it("tells what an executable of its target is", async () => {
    const folder = await scratch({ node: elf("x64") });
    expect(await checkHeader(join(folder, "node"), linux)).toMatchObject({
      os: "linux",
      arch: "x64",
      libc: "glibc",
    });
  });

  it.each([
    ["another architecture", elf("arm64"), linux, /arm64/],
    ["another libc", elf("x64"), musl, /glibc/],
    ["another system", elf("x64"), windows, /linux/],
    ["no executable", Buffer.from("#!/bin/sh\n"), linux, /./],
    ["nothing", Buffer.alloc(0), linux, /./],
    ["a cut header", elf("x64").subarray(0, 30), linux, /./],
  ])("refuses %s", async (_, bytes, target, message) => {
    const folder = await scratch({ node: bytes });
    await expect(checkHeader(join(folder, "node"), target)).rejects.toMatchObject({
      code: "ERR_INSTALL_WRONG_BINARY",
      message: expect.stringMatching(message),
      cause: expect.anything(),
    });
  });

  it("says that there is none, and takes a folder in its place for none", async () => {
    const folder = await scratch({ file: "" });
    await mkdir(join(folder, "node"));
    for (const path of ["missing", "file/node", "node"]) {
      await expect(checkHeader(join(folder, path), linux)).rejects.toMatchObject({
        code: "ERR_INSTALL_INCOMPLETE",
        message: "the archive holds no node executable where one belongs",
      });
    }
  });
});

test.each([
  [linux, linux, "native"],
  [{ ...linux, variant: "glibc-217" }, linux, "native"],
  [linuxArm, linux, undefined],
  [musl, linux, undefined],
  [windows, linux, undefined],
  [macIntel, macArm, "translated"],
  [macArm, macIntel, undefined],
  [windows, windowsArm, "translated"],
])("runnability(%j, %j) is %s", (target, host, expected) => {
  expect(runnability(target, host)).toBe(expected);
});

describe("readVersions", () => {
  const version = "v24.1.0";
  const own = { version, target: linux, host: linux, env: { PATH: process.env.PATH } };

  /** An executable that says something; a script, for its header is not looked at here. */
  async function saying(script: string): Promise<string> {
    const folder = await scratch({ node: `#!/bin/sh\n${script}\n` });
    await chmod(join(folder, "node"), 0o755);
    return join(folder, "node");
  }

  it("runs the node of this very process", async () => {
    const host = hostTarget();
    const options = { version: process.version, target: host, host, env: {} };
    expect(await readVersions(process.execPath, options)).toMatchObject({
      node: process.versions.node,
      v8: process.versions.v8,
    });
  });

  it("is not kept from it by options for the user's own programs", async () => {
    const host = hostTarget();
    const env = { NODE_OPTIONS: "--no-such-option" };
    const options = { version: process.version, target: host, host, env };
    expect(await readVersions(process.execPath, options)).toBeDefined();
  });

  it("passes the environment on, for libraries that are found by it", async () => {
    const node = await saying(`echo "{\\"node\\":\\"24.1.0\\",\\"x\\":\\"$LD_LIBRARY_PATH\\"}"`);
    expect(await readVersions(node, { ...own, env: { LD_LIBRARY_PATH: "/opt" } })).toEqual({
      node: "24.1.0",
      x: "/opt",
    });
  });

  it("does not run what is for another machine", async () => {
    expect(await readVersions("/nowhere/node", { ...own, target: linuxArm })).toBeUndefined();
  });

  it("refuses a node that is another version than its name says", async () => {
    await expect(readVersions(await saying(`echo '{"node":"22.0.0"}'`), own)).rejects.toMatchObject({
      code: "ERR_INSTALL_DOES_NOT_RUN",
      message: "the node of v24.1.0 says that it is v22.0.0",
    });
  });

  it.each([
    [
      "echo 'node: /lib/libc.so.6: version GLIBC_2.99 not found' >&2; exit 1",
      /: node: \/lib\/libc\.so\.6: version GLIBC_2\.99/,
    ],
    ["kill -SEGV $$", /does not run here: /],
    ["echo hello", /JSON|Unexpected/],
    ["echo null", /does not say its version/],
    ["echo '{}'", /does not say its version/],
    [`echo '{"node":5}'`, /does not say its version/],
  ])("says why %j is no node that runs", async (script, message) => {
    await expect(readVersions(await saying(script), own)).rejects.toMatchObject({
      code: "ERR_INSTALL_DOES_NOT_RUN",
      message: expect.stringMatching(message),
      hint: expect.stringContaining("older version"),
    });
  });

  it("says that a file must not be executed", async () => {
    const folder = await scratch({ node: elf() });
    await expect(readVersions(join(folder, "node"), own)).rejects.toMatchObject({
      code: "ERR_INSTALL_DOES_NOT_RUN",
      message: "the node does not run here: EACCES",
    });
  });

  it("takes a build that would have to be translated for one of another machine where that fails", async () => {
    const options = { ...own, target: macIntel, host: macArm };
    expect(await readVersions(await saying("exit 86"), options)).toBeUndefined();
    expect(await readVersions(await saying(`echo '{"node":"24.1.0"}'`), options)).toEqual({ node: "24.1.0" });
    await expect(readVersions(await saying(`echo '{"node":"22.1.0"}'`), options)).rejects.toMatchObject({
      code: "ERR_INSTALL_DOES_NOT_RUN",
    });
  });

  it("stops when it is called off, and does not blame the node", async () => {
    const stop = new AbortController();
    const reading = readVersions(await saying("exec sleep 20"), { ...own, signal: stop.signal });
    stop.abort();
    await expect(reading).rejects.toMatchObject({ name: "AbortError" });
  });
});
