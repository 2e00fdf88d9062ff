import { rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { binFolder, executablePath, listInstalls, readInstall } from "../src/list-installs.js";
import { formatReceipt, receiptName } from "../src/receipt.js";
import { addInstall, receipt } from "./support/receipts.js";
import { scratch } from "./support/scratch.js";
import { linux, linuxArm, windows } from "./support/targets.js";

describe("listInstalls", () => {
  it("has none below a root that is not there", async () => {
    expect(await listInstalls(join(await scratch(), "none"))).toEqual([]);
  });

  it("lists newest first, by number, then by target", async () => {
    const root = await scratch();
    await addInstall(root, "v24.9.0");
    await addInstall(root, "v24.10.0", { target: linuxArm });
    await addInstall(root, "v24.10.0");
    await addInstall(root, "v8.0.0", { target: windows });
    const found = await listInstalls(root);
    expect(found.map(({ version, receipt: { target } }) => `${version} ${target}`)).toEqual([
      "v24.10.0 linux-arm64-glibc",
      "v24.10.0 linux-x64-glibc",
      "v24.9.0 linux-x64-glibc",
      "v8.0.0 win32-x64",
    ]);
  });

  it("passes over what is no install, or not what its receipt says", async () => {
    const root = await scratch({ "v1.0.0": "a file", "v2.0.0-linux-x64-glibc/bin/node": "no receipt" });
    await addInstall(root, "v24.1.0");
    const moved = await addInstall(root, "v24.2.0");
    await rename(moved, join(root, "v24.3.0-linux-x64-glibc"));
    const tampered = await addInstall(root, "v22.0.0");
    await writeFile(join(tampered, receiptName), formatReceipt(receipt({ version: "v99.0.0" })));
    const foul = await addInstall(root, "v20.0.0");
    await writeFile(
      join(foul, receiptName),
      formatReceipt(receipt({ version: "v20.0.0", target: "moon-x64" })),
    );
    await symlink(join(root, "v24.1.0-linux-x64-glibc"), join(root, "v24"));
    const hidden = await addInstall(root, "v18.0.0");
    await rename(hidden, join(root, ".removed-v18.0.0"));
    expect((await listInstalls(root)).map(({ version }) => version)).toEqual(["v24.1.0"]);
  });

  it("finds installs below a root that is a link, and one with blanks and other scripts in its name", async () => {
    const root = join(await scratch(), "Knoten und 漢字");
    await addInstall(root, "v24.1.0");
    expect(await listInstalls(root)).toHaveLength(1);
    const link = join(await scratch(), "link");
    await symlink(root, link);
    expect(await listInstalls(link)).toMatchObject([{ prefix: join(link, "v24.1.0-linux-x64-glibc") }]);
  });

  it("says that a root cannot be read", async () => {
    const file = join(await scratch({ file: "" }), "file");
    await expect(listInstalls(file)).rejects.toMatchObject({
      code: "ERR_INSTALL_DESTINATION",
      message: expect.stringContaining(`${file} cannot be read`),
    });
  });
});

describe("readInstall", () => {
  it("tells version, target, place and receipt", async () => {
    const prefix = await addInstall(await scratch(), "v24.1.0");
    expect(await readInstall(prefix)).toEqual({
      version: "v24.1.0",
      target: linux,
      prefix,
      executable: join(prefix, "bin/node"),
      isDamaged: false,
      receipt: receipt(),
    });
  });

  it("sees that the executable is gone", async () => {
    const prefix = await addInstall(await scratch(), "v24.1.0");
    await rm(join(prefix, "bin/node"));
    expect(await readInstall(prefix)).toMatchObject({ isDamaged: true });
  });

  it("has none without a receipt", async () => {
    expect(await readInstall(await scratch())).toBeUndefined();
  });
});

test("executablePath() and binFolder() follow the target's layout", () => {
  expect(executablePath("/p", linux)).toBe("/p/bin/node");
  expect(executablePath("/p", windows)).toBe("/p/node.exe");
  expect(binFolder("/p", linux)).toBe("/p/bin");
  expect(binFolder("/p", windows)).toBe("/p");
});
