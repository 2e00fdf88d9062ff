import { readdir, readFile, readlink, stat } from "node:fs/promises";
import { join } from "node:path";
import type { PrefixStep } from "@nodewright/release-source";
import { describe, expect, it } from "vitest";
import { applySteps } from "../src/prefix-steps.js";
import { scratch } from "./support/scratch.js";

const npmLinks: readonly PrefixStep[] = [
  { do: "executable", path: "bin/node" },
  { do: "executable", path: "lib/npx-cli.js" },
  { do: "link", path: "bin/npm", target: "../lib/npm-cli.js" },
  { do: "link", path: "bin/npx", target: "../lib/npx-cli.js" },
];

describe("applySteps", () => {
  it("makes executables and links, over what was there", async () => {
    const prefix = await scratch({
      "bin/node": "n",
      "lib/npm-cli.js": "npm",
      "bin/npm": "old",
      "lib/npx-cli.js": "x",
    });
    await applySteps(prefix, npmLinks);
    expect((await stat(join(prefix, "bin/node"))).mode & 0o777).toBe(0o755);
    expect(await readlink(join(prefix, "bin/npm"))).toBe("../lib/npm-cli.js");
    expect(await readFile(join(prefix, "bin/npm"), "utf8")).toBe("npm");
    expect(await readFile(join(prefix, "bin/npx"), "utf8")).toBe("x");
  });

  it("makes the folder of a link", async () => {
    const prefix = await scratch({ "lib/npm-cli.js": "npm" });
    await applySteps(prefix, [{ do: "link", path: "bin/npm", target: "../lib/npm-cli.js" }]);
    expect(await readFile(join(prefix, "bin/npm"), "utf8")).toBe("npm");
  });

  it("moves node.exe to the root and copies npm's launchers, as archives for Windows have them", async () => {
    const prefix = await scratch({
      "bin/node.exe": "exe",
      "node_modules/npm/bin/npm.cmd": "launcher",
      "node_modules/npm/bin/npm": "script",
    });
    await applySteps(prefix, [
      { do: "move", from: "bin/node.exe", to: "node.exe" },
      { do: "remove", path: "bin" },
      ...["npm", "npm.cmd", "npm.ps1"].map(
        (name): PrefixStep => ({ do: "copy", from: `node_modules/npm/bin/${name}`, to: name }),
      ),
    ]);
    expect((await readdir(prefix)).sort()).toEqual(["node.exe", "node_modules", "npm", "npm.cmd"]);
    expect(await readFile(join(prefix, "npm.cmd"), "utf8")).toBe("launcher");
    expect((await readdir(join(prefix, "node_modules/npm/bin"))).sort()).toEqual(["npm", "npm.cmd"]);
  });

  it("passes over files that an old package does not have yet", async () => {
    const prefix = await scratch({ "bin/node": "n" });
    await applySteps(prefix, [
      ...npmLinks,
      { do: "move", from: "a", to: "b" },
      { do: "copy", from: "a", to: "b" },
      { do: "remove", path: "a" },
    ]);
    expect(await readdir(join(prefix, "bin"))).toEqual(["node"]);
    expect(await readdir(prefix)).toEqual(["bin"]);
  });

  it("does not pass over anything else", async () => {
    const prefix = await scratch({ a: "", "folder/x": "" });
    await expect(applySteps(prefix, [{ do: "copy", from: "a", to: "folder" }])).rejects.toMatchObject({
      code: "EISDIR",
    });
  });
});
