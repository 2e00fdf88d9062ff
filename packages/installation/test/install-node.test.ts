import { chmod, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createCache } from "@nodewright/artifact-store";
import { type Offer, SourceError } from "@nodewright/release-source";
import { hostTarget } from "@nodewright/target-triple/host";
import { beforeEach, describe, expect, it } from "vitest";
import type { InstallEvent } from "../src/install-events.js";
import { type InstallOptions, type InstallResult, installNode } from "../src/install-node.js";
import { receiptName } from "../src/receipt.js";
import { type Entry, tarGz } from "./support/archive.js";
import { elf } from "./support/elf.js";
import { filePart, nodeArchive, nodeEntries, offerOf, row, sourceOf, urlPart } from "./support/offers.js";
import { addInstall } from "./support/receipts.js";
import { scratch, writeFiles } from "./support/scratch.js";
import { quickClient, serve } from "./support/server.js";
import { linux, linuxArm, windows } from "./support/targets.js";

const client = quickClient();
const now = new Date("2026-11-20T12:00:00Z");
const folder = "v24.1.0-linux-x64-glibc";

let root: string;
let prefix: string;
let events: InstallEvent[];

beforeEach(async () => {
  root = join(await scratch(), "nodes");
  prefix = join(root, folder);
  events = [];
});

/** On another machine than the target's, so that nothing is run unless a test says so. */
function install(offer: () => Promise<Offer>, more: Partial<InstallOptions> = {}): Promise<InstallResult> {
  return installNode({
    spec: "24",
    target: linux,
    host: linuxArm,
    sources: [sourceOf([row("v24.1.0"), row("v24.0.0")], offer)],
    root,
    client,
    env: {},
    now,
    coreVersion: "0.1.0",
    onEvent: (event) => events.push(event),
    ...more,
  });
}

async function good(): Promise<Offer> {
  return offerOf([await filePart(await nodeArchive())], { notes: ["a note"] });
}

async function having(entries: readonly Entry[], more: Partial<Offer> = {}): Promise<Offer> {
  return offerOf([await filePart(await tarGz(entries))], more);
}

function noOffer(): Promise<Offer> {
  return Promise.reject(new Error("nothing should be asked"));
}

describe("installNode", () => {
  it("puts the prefix in its place, with a receipt, and tells what happened", async () => {
    const result = await install(good);
    expect(result).toMatchObject({
      outcome: "installed",
      version: "v24.1.0",
      target: linux,
      prefix,
      executable: join(prefix, "bin/node"),
      source: { kind: "directory", name: "a test" },
      evidence: [{ kind: "unsigned-shasums" }],
      notes: ["a note"],
      versions: undefined,
    });
    expect(await readdir(root)).toEqual([folder]);
    expect((await readdir(prefix)).sort()).toEqual([receiptName, "README.md", "bin"]);
    expect(JSON.parse(await readFile(join(prefix, receiptName), "utf8"))).toEqual({
      schema: 1,
      version: "v24.1.0",
      target: "linux-x64-glibc",
      lts: "Krypton",
      npm: "11.1.0",
      source: { kind: "directory", name: "a test" },
      evidence: [expect.objectContaining({ kind: "unsigned-shasums" })],
      installedAt: "2026-11-20T12:00:00.000Z",
      coreVersion: "0.1.0",
    });
    expect(events.map(({ type }) => type)).toEqual(["resolved", "proven", "checked"]);
  });

  it("resolves and proves on a dry run, and writes nothing", async () => {
    const result = await install(good, { dryRun: true });
    expect(result).toMatchObject({ outcome: "dry-run", prefix, evidence: [{ kind: "unsigned-shasums" }] });
    expect(events.map(({ type }) => type)).toEqual(["resolved", "proven"]);
    await expect(readdir(root)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("applies the steps and proves single files, those of Windows too", async () => {
    const sha256 = "00".repeat(32);
    const evidence = { kind: "unsigned-shasums", fileName: "win-x64/node.exe", sha256, origin: "x" } as const;
    const offer = having([{ name: "p/bin/node.exe", content: "exe" }], {
      target: windows,
      steps: [{ do: "move", from: "bin/node.exe", to: "node.exe" }],
      proofs: [{ path: "node.exe", sha256, evidence }],
    });
    const rows = [row("v24.1.0", { files: ["win-x64-zip"] })];
    await expect(
      install(() => offer, { target: windows, sources: [sourceOf(rows, () => offer)] }),
    ).rejects.toMatchObject({ code: "ERR_INSTALL_DIGEST", message: expect.stringContaining("node.exe") });
    await expect(readdir(root)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it.each([
    ["blanks and other scripts in its name", "Knoten und 漢字/with 'quotes' $HOME"],
    ["a link", "link"],
  ])("installs below a root with %s", async (_, name) => {
    const real = await scratch({ "there/x": "" });
    await symlink(join(real, "there"), join(real, "link"));
    const result = await install(good, { root: join(real, name) });
    expect(result.prefix).toBe(join(real, name, folder));
    expect(await readdir(result.prefix)).toContain("bin");
  });

  it("asks the next source where the first does not answer: for its index, or for its lists", async () => {
    const error = new SourceError("ERR_SOURCE_UNREACHABLE", "gone");
    const gone = { ...sourceOf([], noOffer), name: "first", loadIndex: () => Promise.reject(error) };
    const halfGone = { ...sourceOf([row("v24.1.0")], () => Promise.reject(error)), name: "second" };
    const last = {
      ...sourceOf([row("v24.0.0")], async () =>
        offerOf([await filePart(await nodeArchive())], { version: "v24.0.0" }),
      ),
      name: "third",
    };
    const result = await install(noOffer, { sources: [gone, halfGone, last] });
    expect(result.version).toBe("v24.0.0");
    expect(events.map((event) => ("source" in event ? `${event.type} ${event.source}` : event.type))).toEqual(
      ["passed-over first", "resolved second", "passed-over second", "resolved third", "proven", "checked"],
    );
  });

  it("does not ask the next source where the first was refused", async () => {
    const next = sourceOf([row("v24.1.0")], good);
    const refused = sourceOf([row("v24.1.0")], () =>
      Promise.reject(new SourceError("ERR_SOURCE_SIGNATURE", "no")),
    );
    await expect(install(noOffer, { sources: [refused, next] })).rejects.toMatchObject({
      code: "ERR_SOURCE_SIGNATURE",
    });
  });
});

describe("installNode: what must not get to its place", () => {
  const bad: readonly (readonly [string, readonly Entry[], string])[] = [
    ["no node", [{ name: "node/README.md", content: "" }], "ERR_INSTALL_INCOMPLETE"],
    ["no top folder", [{ name: "bin/node", mode: 0o755, content: elf() }], "ERR_INSTALL_INCOMPLETE"],
    ["a folder called node", [{ name: "node/bin/node/x", content: "" }], "ERR_INSTALL_INCOMPLETE"],
    ["nothing at all", [], "ERR_INSTALL_INCOMPLETE"],
    ["another architecture", [{ name: "node/bin/node", content: elf("arm64") }], "ERR_INSTALL_WRONG_BINARY"],
    ["a script", [{ name: "node/bin/node", content: "#!/bin/sh" }], "ERR_INSTALL_WRONG_BINARY"],
    ["a way out", [...nodeEntries, { name: "node/../../x", content: "" }], "ERR_ARTIFACT_UNSAFE_ENTRY"],
    [
      "a link out",
      [...nodeEntries, { name: "node/bin/npm", type: "symlink", linkname: "../../../x" }],
      "ERR_ARTIFACT_UNSAFE_ENTRY",
    ],
  ];

  it.each(bad)("refuses an archive with %s and leaves nothing behind", async (_, entries, code) => {
    await expect(install(() => having(entries))).rejects.toMatchObject({ code });
    await expect(readdir(root)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("refuses a node that does not run on a host of its own kind", async () => {
    await expect(install(good, { host: linux })).rejects.toMatchObject({ code: "ERR_INSTALL_DOES_NOT_RUN" });
    await expect(readdir(root)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("takes no receipt from an archive, nor a link in its place", async () => {
    const offer = having([
      ...nodeEntries,
      { name: `node/${receiptName}`, type: "symlink", linkname: "bin/node" },
    ]);
    await install(() => offer);
    expect(await readFile(join(prefix, "bin/node"))).toEqual(elf());
    expect(JSON.parse(await readFile(join(prefix, receiptName), "utf8"))).toMatchObject({
      version: "v24.1.0",
    });
  });

  it("leaves nothing behind when it is called off", async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { "content-length": 1000 }).write("\u001f");
    });
    const stop = new AbortController();
    const archive = await nodeArchive();
    const installing = install(async () => offerOf([urlPart(archive, server.url)]), { signal: stop.signal });
    await expect.poll(() => server.requests.length, { timeout: 10_000 }).toBe(1);
    stop.abort();
    await expect(installing).rejects.toMatchObject({ code: "ERR_ARTIFACT_ABORTED" });
    await expect(readdir(root)).rejects.toMatchObject({ code: "ENOENT" });
  });
});

describe("installNode: what is there already", () => {
  it("is content with an install that is whole, and asks for no proof of what it does not fetch", async () => {
    await install(good);
    const again = await install(noOffer);
    expect(again).toMatchObject({
      outcome: "already-installed",
      prefix,
      source: { name: "a test" },
      evidence: [{ kind: "unsigned-shasums" }],
    });
  });

  it("runs an install that is there, where the host can", async () => {
    const spec = process.version;
    const host = hostTarget();
    const place = await addInstall(root, spec, { target: host });
    await rm(join(place, "bin/node"));
    await symlink(process.execPath, join(place, "bin/node"));
    const sources = [sourceOf([row(spec, { files: [] })], noOffer)] as const;
    const options = { spec, target: host, host, sources };
    expect(await install(noOffer, options)).toMatchObject({
      outcome: "already-installed",
      versions: { node: process.versions.node },
    });
    const signal = AbortSignal.abort();
    await expect(install(noOffer, { ...options, signal })).rejects.toMatchObject({ name: "AbortError" });
  });

  it("makes it again when told to", async () => {
    await install(good);
    await writeFile(join(prefix, "mine"), "");
    expect(await install(good, { force: true })).toMatchObject({ outcome: "installed" });
    expect(await readdir(prefix)).not.toContain("mine");
  });

  it.each([
    ["was deleted", (path: string) => rm(path)],
    ["was replaced", (path: string) => writeFile(path, elf("arm64"))],
    ["was emptied", (path: string) => writeFile(path, "")],
  ])("makes an install anew whose node %s", async (_, damage) => {
    await install(good);
    await damage(join(prefix, "bin/node"));
    expect(await install(good)).toMatchObject({ outcome: "installed" });
    expect(await readFile(join(prefix, "bin/node"))).toEqual(elf());
  });

  it("makes an install anew whose node does not run, and keeps it where that fails", async () => {
    await install(good);
    await chmod(join(prefix, "bin/node"), 0o755);
    await expect(install(good, { host: linux })).rejects.toMatchObject({ code: "ERR_INSTALL_DOES_NOT_RUN" });
    expect((await readdir(prefix)).sort()).toEqual([receiptName, "README.md", "bin"]);
    expect(await readdir(root)).toEqual([folder]);
  });

  /** Installs, and then changes the receipt. */
  async function tamper(from: string, to: string): Promise<void> {
    await install(good);
    const path = join(prefix, receiptName);
    await writeFile(path, (await readFile(path, "utf8")).replaceAll(from, to));
  }

  it.each<[string, () => Promise<void>]>([
    ["is no install of its own", () => writeFiles(prefix, { precious: "kept" })],
    ["has a damaged receipt", () => writeFiles(prefix, { [receiptName]: "{" })],
    ["has the receipt of another version", () => tamper("v24.1.0", "v22.0.0")],
    ["has the receipt of another target", () => tamper("linux-x64-glibc", "win32-x64")],
  ])("does not touch a folder that %s, not even when told to", async (_, fill) => {
    await fill();
    const before = await readdir(prefix);
    for (const force of [false, true]) {
      await expect(install(good, { force })).rejects.toMatchObject({
        code: "ERR_INSTALL_DESTINATION",
        message: `${prefix} is already there and is no complete install`,
      });
    }
    expect(await readdir(prefix)).toEqual(before);
  });

  it("lets two installs at once both end with it", async () => {
    const both = await Promise.all([install(good), install(good)]);
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(["already-installed", "installed"]);
    expect(await readdir(root)).toEqual([folder]);
  });
});

describe("installNode, beside another that takes its time", () => {
  it("can be called off while it waits", async () => {
    const archive = await nodeArchive();
    let finish = (): void => {};
    const server = await serve((_, response) => {
      finish = () => response.end(archive.bytes);
    });
    const first = install(async () => offerOf([urlPart(archive, server.url)]));
    await expect.poll(() => server.requests.length, { timeout: 10_000 }).toBe(1);
    const stop = new AbortController();
    const second = install(good, { signal: stop.signal });
    stop.abort();
    await expect(second).rejects.toMatchObject({ code: "ERR_ARTIFACT_ABORTED" });
    finish();
    expect((await first).outcome).toBe("installed");
  });
});

describe("installNode, offline", () => {
  it("takes the archive from the cache, and says what is not there", async () => {
    const archive = await nodeArchive();
    const server = await serve((_, response) => response.end(archive.bytes));
    const offer = async (): Promise<Offer> => offerOf([urlPart(archive, server.url)]);
    const cache = createCache({ root: await scratch() });
    await expect(install(offer, { cache, offline: true })).rejects.toMatchObject({
      code: "ERR_INSTALL_OFFLINE",
    });
    await install(offer, { cache });
    const again = await install(offer, { cache, offline: true, force: true });
    expect(again.outcome).toBe("installed");
    expect(events.at(-2)).toEqual({ type: "cached", fileName: "node.tar.gz" });
    expect(server.requests).toHaveLength(1);
  });
});
