import { rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findInstall } from "../src/find-install.js";
import { addInstall } from "./support/receipts.js";
import { scratch } from "./support/scratch.js";
import { linux, musl, windows } from "./support/targets.js";

async function filled(): Promise<string> {
  const root = await scratch();
  await addInstall(root, "v26.1.0", { lts: false });
  await addInstall(root, "v24.10.0", { lts: "Krypton" });
  await addInstall(root, "v24.9.0", { lts: "Krypton" });
  await addInstall(root, "v22.3.0", { lts: "Jod" });
  await addInstall(root, "v24.11.0", { target: windows });
  return root;
}

describe("findInstall", () => {
  it.each([
    ["24.9.0", "v24.9.0"],
    ["v24.9.0", "v24.9.0"],
    ["24", "v24.10.0"],
    ["24.9", "v24.9.0"],
    [">=22 <24.10", "v24.9.0"],
    ["lts", "v24.10.0"],
    ["lts/jod", "v22.3.0"],
    ["Krypton", "v24.10.0"],
    ["latest", "v26.1.0"],
    ["*", "v26.1.0"],
  ])("finds the newest that %s means", async (spec, version) => {
    expect(await findInstall({ root: await filled(), spec, target: linux })).toMatchObject({ version });
  });

  it("reads the spec in the words of another tool", async () => {
    const question = { root: await filled(), spec: "stable", target: linux };
    expect(await findInstall({ ...question, dialect: "nvm" })).toMatchObject({ version: "v26.1.0" });
    expect(await findInstall({ ...question, dialect: "n" })).toMatchObject({ version: "v24.10.0" });
  });

  it("keeps to its target", async () => {
    const root = await filled();
    expect(await findInstall({ root, spec: "24", target: windows })).toMatchObject({ version: "v24.11.0" });
    await expect(findInstall({ root, spec: "24", target: musl })).rejects.toMatchObject({
      code: "ERR_INSTALL_NOT_FOUND",
    });
  });

  it("says what there is where nothing matches", async () => {
    const root = await filled();
    await expect(findInstall({ root, spec: "20", target: linux })).rejects.toMatchObject({
      code: "ERR_INSTALL_NOT_FOUND",
      message: `no installed Node.js matches "20" for linux-x64-glibc in ${root}`,
      hint: expect.stringMatching(
        /^installed: v26\.1\.0 \(linux-x64-glibc\), v24\.11\.0 \(win32-x64\), .*install 20$/,
      ),
    });
  });

  it.each(["lts", "latest", "24", "krypton"])("says that nothing is there for %s", async (spec) => {
    await expect(findInstall({ root: await scratch(), spec, target: linux })).rejects.toMatchObject({
      code: "ERR_INSTALL_NOT_FOUND",
      hint: `nothing is installed there; add it: nodewright-install install ${spec}`,
    });
  });

  it("refuses a word that means nothing", async () => {
    await expect(findInstall({ root: await filled(), spec: "?!", target: linux })).rejects.toMatchObject({
      code: "ERR_RELEASE_SPEC",
    });
  });

  it("does not give out an install whose node is gone, but for its removal", async () => {
    const root = await filled();
    await rm(join(root, "v24.10.0-linux-x64-glibc/bin/node"));
    const question = { root, spec: "24", target: linux };
    await expect(findInstall(question)).rejects.toMatchObject({
      code: "ERR_INSTALL_INCOMPLETE",
      hint: "install it again: nodewright-install install v24.10.0 --target linux-x64-glibc",
    });
    expect(await findInstall({ ...question, allowDamaged: true })).toMatchObject({ isDamaged: true });
  });
});
