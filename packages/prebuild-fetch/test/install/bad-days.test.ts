import { once } from "node:events";
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { installInChild } from "../support/child.js";
import { noCompiler, registeringAddon } from "../support/compiler.js";
import { failure, install, installPlan, listing, TARBALL } from "../support/install.js";
import { realAddon } from "../support/real-addons.js";
import { serve } from "../support/serve.js";
import { addonTarball } from "../support/tarball.js";
import { temporaryDirectory } from "../support/temporary-directory.js";
import { noMount, run, tmpfs } from "../support/tmpfs.js";

const addon = realAddon("linux-x64-glibc");
const good = await addonTarball(addon);
const path = `/v1.2.3/${TARBALL}`;
const installed = ["lib", "lib/binding", "lib/binding/my_addon.node"];

describe.skipIf(noMount !== undefined)("a disk that", () => {
  test("is full", async () => {
    const server = await serve({ [path]: good });
    const root = tmpfs("size=64k");
    const error = await failure(installPlan(root, server.url), "ERR_PREBUILD_WRITE");
    expect(error.cause).toMatchObject({ code: "ERR_ARTIFACT_DISK_FULL" });
    run("mount", "-o", "remount,size=8m", root);
    expect(await install(installPlan(root, server.url))).toMatchObject({ outcome: { state: "installed" } });
  });

  test("has no inodes left", async () => {
    const server = await serve({ [path]: good });
    await failure(installPlan(tmpfs("nr_inodes=4"), server.url), "ERR_PREBUILD_WRITE");
  });

  test("is read-only", async () => {
    const server = await serve({ [path]: good });
    await failure(installPlan(tmpfs("ro"), server.url), "ERR_PREBUILD_WRITE");
  });
});

test.skipIf(process.getuid?.() === 0)("a folder of somebody else", async () => {
  const server = await serve({ [path]: good });
  const root = temporaryDirectory();
  chmodSync(root, 0o555);
  await failure(installPlan(root, server.url), "ERR_PREBUILD_WRITE");
});

describe("a process that", () => {
  test("is killed half way leaves nothing that counts, and the next one clears it away", async () => {
    const server = await serve({
      [path]: (_, response, count) => {
        response.writeHead(200, { "content-length": good.length });
        if (count === 1) response.write(good.subarray(0, good.length - 100));
        else response.end(good);
      },
    });
    const root = temporaryDirectory();
    const plan = installPlan(root, server.url);
    const child = installInChild(plan);
    while (!listing(root).some((file) => file.endsWith(".stage"))) await pause();
    child.process.kill("SIGKILL");
    await once(child.process, "close");
    expect(listing(root)).not.toContain("lib/binding/my_addon.node");
    expect(await install(plan)).toMatchObject({ outcome: { state: "installed" } });
    expect(listing(root)).toEqual(installed);
  });

  test("is not alone waits, and does not fetch again", async () => {
    const server = await serve({
      [path]: (_, response) => void setTimeout(() => response.end(good), 300),
    });
    const root = temporaryDirectory();
    const plan = installPlan(root, server.url);
    const states = await Promise.all([1, 2, 3].map(() => installInChild(plan).output));
    expect(states.sort()).toEqual(["installed", "present", "present"]);
    expect(server.requests.filter((request) => request === `GET ${path}`)).toHaveLength(1);
    expect(listing(root)).toEqual(installed);
  });

  test("is called off stops, and leaves nothing", async () => {
    const server = await serve({ [path]: (_, response) => void response.write(good.subarray(0, 1000)) });
    const plan = installPlan(temporaryDirectory(), server.url);
    await failure(plan, "ERR_PREBUILD_ABORTED", { signal: AbortSignal.timeout(300) });
  });
});

describe("an addon that is there already", () => {
  test.each<[string, Buffer]>([
    ["is for another CPU", realAddon("linux-arm64-glibc")],
    ["is for another system", realAddon("darwin-universal")],
    ["was cut by an older tool", addon.subarray(0, 5000)],
    ["is empty", Buffer.alloc(0)],
  ])("and %s is replaced", async (_title, bytes) => {
    const server = await serve({ [path]: good });
    const plan = installPlan(temporaryDirectory(), server.url);
    mkdirSync(plan.modulePath, { recursive: true });
    writeFileSync(plan.addonFile, bytes);
    writeFileSync(join(plan.modulePath, "other.txt"), "kept");
    const { outcome, warnings } = await install(plan);
    expect(outcome?.state).toBe("installed");
    expect(warnings[0]?.code).toBe("unusable-addon");
    expect(readFileSync(plan.addonFile).equals(addon)).toBe(true);
    expect(readFileSync(join(plan.modulePath, "other.txt"), "utf8")).toBe("kept");
  });

  test.skipIf(noCompiler !== undefined)("and was left by a Node.js of another ABI is replaced", async () => {
    const { execPath, versions } = process;
    const runtime = { name: "node", version: versions.node, abi: versions.modules, napi: 10 } as const;
    const old = readFileSync(registeringAddon(temporaryDirectory(), 93));
    const own = readFileSync(registeringAddon(temporaryDirectory(), Number(versions.modules)));
    const server = await serve({ [path]: await addonTarball(own) });
    const plan = installPlan(temporaryDirectory(), server.url, { runtime });
    mkdirSync(plan.modulePath, { recursive: true });
    writeFileSync(plan.addonFile, old);
    const { error, outcome, warnings } = await install(plan, { execPath });
    expect(error).toBeUndefined();
    expect(outcome?.state).toBe("installed");
    expect(warnings[0]?.message).toContain("NODE_MODULE_VERSION 93");
    expect(await install(plan, { execPath })).toMatchObject({ outcome: { state: "present" }, warnings: [] });
    const bad = await serve({ [path]: await addonTarball(old) });
    const other = installPlan(temporaryDirectory(), bad.url, { runtime });
    await failure(other, "ERR_PREBUILD_INCOMPATIBLE", { execPath });
  });

  test("stays when its replacement cannot be had", async () => {
    const server = await serve({});
    const plan = installPlan(temporaryDirectory(), server.url);
    mkdirSync(plan.modulePath, { recursive: true });
    writeFileSync(plan.addonFile, addon);
    await failure(plan, "ERR_PREBUILD_NOT_FOUND", { update: true });
    expect(readFileSync(plan.addonFile).equals(addon)).toBe(true);
    rmSync(plan.addonFile);
    await failure(plan, "ERR_PREBUILD_NOT_FOUND");
  });
});

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}
