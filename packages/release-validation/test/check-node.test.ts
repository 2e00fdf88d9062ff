import { chmodSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { assetFromFileName, fileNamesFor } from "@nodewright/release-index";
import { createTarget } from "@nodewright/target-triple";
import { describe, expect, it } from "vitest";
import { checkNode } from "../src/check-node.js";
import { host, requestFor, temporaryFolder, versionHeader } from "./support/archives.js";

const version = "v24.1.0";
const [fileName = ""] = fileNamesFor(version, host);
const asset = assetFromFileName(fileName);
if (asset === undefined) throw new Error(`${fileName} is no asset`);

function unpacked(executable: string, header: string): string {
  const folder = temporaryFolder();
  const [node, versionFile] = ["bin/node", "include/node/node_version.h"].map((path) => join(folder, path));
  for (const path of [node, versionFile]) mkdirSync(dirname(path ?? ""), { recursive: true });
  cpSync(executable, node ?? "");
  chmodSync(node ?? "", 0o755);
  writeFileSync(versionFile ?? "", header);
  return folder;
}

describe.skipIf(process.platform !== "linux")("checkNode", () => {
  it("believes the executable about its version, not the name", { timeout: 60_000 }, async () => {
    const folder = unpacked(process.execPath, versionHeader(version, "137"));
    const report = await checkNode({ asset, folder }, requestFor(folder, [], { version }));
    expect(report.findings.map(({ rule, message }) => [rule, message])).toEqual([
      ["version", `it says that it is ${process.version}`],
    ]);
    expect(report).toMatchObject({ ranBy: "native", versions: { node: process.versions.node } });
  });

  it("says why it did not run a build for another machine", async () => {
    const folder = unpacked("/bin/true", versionHeader(version, "137"));
    const arch = host.arch === "s390x" ? "x64" : "s390x";
    const target = createTarget({ os: "linux", arch, libc: "glibc" });
    const report = await checkNode({ asset, folder }, requestFor(folder, [], { version, target }));
    expect(report.findings.map(({ rule }) => rule)).toContain("header");
  });

  it("asks for no ABI before the line's first release", async () => {
    const folder = unpacked("/bin/true", versionHeader("v99.0.0", "900"));
    const options = { version: "v99.0.0-nightly20260101abcdef0123", target: undefined };
    expect((await checkNode({ asset, folder }, requestFor(folder, [], options))).findings).toEqual([]);
  });

  it("takes no text for an executable", async () => {
    const folder = unpacked("/etc/passwd", versionHeader(version, "137"));
    const report = await checkNode({ asset, folder }, requestFor(folder, [], { version }));
    expect(report.findings.map(({ rule }) => rule)).toEqual(["header"]);
  });
});
