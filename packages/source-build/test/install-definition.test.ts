import { existsSync } from "node:fs";
import type { ChannelDefinition, InstallDefinition } from "@nodewright/definitions";
import { describe, expect, test } from "vitest";
import type { BuildContext } from "../src/context.js";
import { binaryName, installDefinition } from "../src/install-definition.js";
import { makeContext, makeScratch, makeTarball } from "./support/build.js";

function setUp(changes: Partial<BuildContext> = {}) {
  const scratch = makeScratch();
  scratch.stub("uname", 'case "$1" in -s) echo Linux ;; -m) echo x86_64 ;; esac');
  scratch.stub("lsb_release", "echo Ubuntu 24.04");
  const context = makeContext(scratch, changes);
  const binary = makeTarball(scratch, "binary-1.0", { "bin/tool": "binary" });
  const source = makeTarball(scratch, "source-1.0", { "bin/tool": "source" });
  const from = ({ url, sha256 }: typeof binary) => ({ url, digest: sha256 });
  const definition: InstallDefinition = {
    kind: "install",
    name: "1.0",
    messages: ["hello"],
    binaries: [{ platform: "linux-x64", ...from(binary) }],
    packages: [{ name: "source-1.0", source: from(source), steps: ["copy"] }],
  };
  return { scratch, context, definition, progress: { triesBinary: false }, from, binary, source };
}

describe("installDefinition", () => {
  test("the binary that fits stands in for the first package", async () => {
    const { scratch, context, definition, progress } = setUp();
    await installDefinition(context, { ...definition, notice: "end-of-life" }, progress);
    expect(scratch.read("prefix/bin/tool")).toBe("binary");
    expect(context.stdout.text).toBe("hello\n");
    expect(context.stderr.text).toMatch(
      /^Downloading binary-1\.0\.tar\.gz\.\.\.\n-> .*\n\nWARNING: binary-1\.0 is past .*\n.*\n\nInstalling binary-1\.0\.\.\.\nInstalled binary-1\.0 to .*\/prefix\n\n$/,
    );
    expect(progress.triesBinary).toBe(false);
  });

  test.each<[string, Partial<BuildContext>, Partial<InstallDefinition>]>([
    ["to compile was asked for", { flags: { compile: true } }, {}],
    ["none fits", {}, { binaries: [{ platform: "linux-arm64", url: "file:///missing" }] }],
    ["there is none", {}, { binaries: [] }],
  ])("the source is taken when %s", async (_, changes, parts) => {
    const { scratch, context, definition, progress } = setUp(changes);
    await installDefinition(context, { ...definition, ...parts }, progress);
    expect(scratch.read("prefix/bin/tool")).toBe("source");
  });

  test("of several that fit the first, by system or distribution", async () => {
    const { scratch, context, definition, progress, binary, from } = setUp();
    const binaries = [
      { platform: "darwin-x64", url: "file:///missing" },
      { platform: "ubuntu-x64", ...from(binary) },
      { platform: "linux-x64", url: "file:///missing" },
    ];
    await installDefinition(context, { ...definition, binaries }, progress);
    expect(scratch.read("prefix/bin/tool")).toBe("binary");
  });

  test("steps of the package follow the copying of a binary; other packages are built", async () => {
    const { scratch, context, definition, progress, source, from } = setUp();
    const packages = [
      { name: "graal-1.0", steps: ["graal", "warn_eol"] },
      { name: "source-1.0", source: from(source), steps: ["copy"] },
    ];
    await installDefinition(context, { ...definition, packages }, progress);
    expect(scratch.read("prefix/bin/tool")).toBe("source");
    expect(context.stderr.text).toContain("WARNING: binary-1.0 is past its end of life");
    expect(context.stderr.text).toContain("Installed source-1.0 to");
  });

  test("a binary that fails is remembered as the one that was tried", async () => {
    const { context, definition, progress } = setUp();
    const binaries = [{ platform: "linux-x64", url: "file:///missing" }];
    await expect(installDefinition(context, { ...definition, binaries }, progress)).rejects.toThrow();
    expect(progress.triesBinary).toBe(true);
  });

  test("a step that does not exist fails", async () => {
    const { context, definition, progress } = setUp({ flags: { compile: true } });
    const packages = definition.packages.map((item) => ({ ...item, steps: ["no_such_step"] }));
    await expect(installDefinition(context, { ...definition, packages }, progress)).rejects.toThrow(
      "no_such_step",
    );
  });
});

describe("installDefinition of a channel", () => {
  const channel = (directory: string): ChannelDefinition => ({
    kind: "channel",
    name: "node-rc",
    baseUrl: `file://${directory}`,
    filter: "src",
    select: "newest",
    label: "candidate",
    steps: ["copy"],
  });

  test("installs what the index lists as newest, and says when there were others that day", async () => {
    const { scratch, context, progress } = setUp();
    scratch.write(
      "index.tab",
      "version\tdate\tfiles\nv2.0.0-rc.1\t2026-02-02\tsrc\nv2.0.0-rc.2\t2026-02-02\tsrc\n",
    );
    const { path } = makeTarball(scratch, "node-v2.0.0-rc.2", { "bin/tool": "candidate" });
    scratch.write("v2.0.0-rc.2/x", "");
    const { renameSync } = await import("node:fs");
    renameSync(path, scratch.path("v2.0.0-rc.2/node-v2.0.0-rc.2.tar.gz"));
    await installDefinition(context, channel(scratch.root), progress);
    expect(scratch.read("prefix/bin/tool")).toBe("candidate");
    expect(context.stderr.text).toContain(
      "More than one candidate release; installing first of:\nv2.0.0-rc.1",
    );
    expect(existsSync(scratch.path("build/index.tab"))).toBe(false);
  });

  test("an index that cannot be read fails", async () => {
    const { scratch, context, progress } = setUp();
    await expect(installDefinition(context, channel(scratch.path("none")), progress)).rejects.toThrow(
      "index.tab",
    );
  });
});

test.each([
  ["https://a/node-v1-linux-x64.tar.gz", "node-v1-linux-x64"],
  ["https://a/b.zip", "b"],
  ["https://a/b.tar.bz2", "b.tar.bz2"],
])("binaryName %s", (url, name) => {
  expect(binaryName(url)).toBe(name);
});
