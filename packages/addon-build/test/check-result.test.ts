import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkResult } from "../src/check-result.js";
import { nodeApiHeaders } from "../src/include-dirs.js";
import { addonProject, C_SOURCE } from "./support/addon-project.js";
import { nodeDir } from "./support/node-dir.js";
import { host, target } from "./support/targets.js";

function compiled(source: string): string {
  const project = addonProject({ "a.c": source });
  const file = join(project, "a.node");
  const flags = [
    "-shared",
    "-fPIC",
    `-I${nodeApiHeaders({ projectDir: project, nodeDir })}`,
    "-o",
    file,
    join(project, "a.c"),
  ];
  const { status, stderr } = spawnSync("cc", flags, { encoding: "utf8" });
  expect(status, stderr).toBe(0);
  return file;
}

describe.skipIf(host.os !== "linux" || host.libc !== "glibc")("checkResult", () => {
  it("gives the headers of what fits", async () => {
    const info = await checkResult(compiled(C_SOURCE), { target: host, glibc: "2.36", napiVersion: 8 });
    expect(info).toMatchObject({ os: "linux", arch: host.arch, addon: { napi: true } });
  });

  it("refuses another target", async () => {
    const other = target(host.arch === "x64" ? "linux-arm64-glibc" : "linux-x64-glibc");
    await expect(checkResult(compiled(C_SOURCE), { target: other, glibc: "2.36" })).rejects.toMatchObject({
      code: "ERR_ADDON_RESULT",
      message: expect.stringContaining(`arch is ${host.arch}, not ${other.arch}`),
    });
  });

  it("refuses a newer glibc than was chosen, and says which it needs", async () => {
    // Of glibc 2.25.
    const source = `#include <sys/random.h>\n${C_SOURCE.replace("NAPI_MODULE_INIT() {", "NAPI_MODULE_INIT() { char c; if (getentropy(&c, 1)) return NULL;")}`;
    const file = compiled(source);
    expect((await checkResult(file, { target: host, glibc: "2.25" })).glibcFloor).toBe("2.25");
    await expect(checkResult(file, { target: host, glibc: "2.17" })).rejects.toMatchObject({
      message: expect.stringContaining("glibcVersion is 2.25, not 2.17 or lower"),
      hint: expect.stringContaining("--glibc 2.25"),
    });
  });

  it("refuses a higher Node-API level than was asked for", async () => {
    const file = compiled(`#define NAPI_VERSION 9\n${C_SOURCE}`);
    await expect(checkResult(file, { target: host, glibc: "2.36", napiVersion: 8 })).rejects.toThrow(
      "nodeApiVersion is 9, not 8 or lower",
    );
  });

  it("refuses a library that is no addon", async () => {
    await expect(checkResult(compiled("int x;"), { target: host, glibc: "2.36" })).rejects.toThrow(
      "does not register an addon",
    );
  });
});
