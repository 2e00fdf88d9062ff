import { lstatSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { EntrySink } from "../../src/unpack/entry-sink.js";
import type { UnpackOptions } from "../../src/unpack/types.js";
import { unpackZip } from "../../src/unpack/unpack-zip.js";
import { noise } from "../helpers/bytes.js";
import { failure } from "../helpers/errors.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";
import { type ZipEntry, zip } from "../helpers/zip.js";

const LINK = 0o120777;

async function run(
  archive: Buffer | readonly ZipEntry[],
  options: Partial<UnpackOptions> = {},
): Promise<string> {
  const root = temporaryDirectory();
  const path = join(root, "a.zip");
  const bytes = Buffer.isBuffer(archive) ? archive : zip(archive);
  writeFileSync(path, bytes);
  const into = temporaryDirectory();
  const sink = new EntrySink("a.zip", { into, ...options });
  sink.limits.archiveBytes = bytes.length;
  try {
    await unpackZip(path, { label: "a.zip", sink, signal: options.signal });
    sink.finish();
  } finally {
    sink.close();
  }
  return into;
}

describe("unpackZip", () => {
  test("writes files, directories and links with their modes", async () => {
    const content = noise(3_000_000);
    const into = await run([
      { name: "node/", mode: 0o040755 },
      { name: "node/node.exe", content },
      { name: "node/npm", content: "stored", method: 0, mode: 0o100755 },
      { name: "node/link", content: "npm", mode: LINK },
      { name: "node/größe", content: "" },
      { name: "empty-mode", content: "x", mode: 0 },
    ]);
    expect(readFileSync(join(into, "node/node.exe")).equals(content)).toBe(true);
    expect(statSync(join(into, "node/npm")).mode & 0o777).toBe(0o755 & ~process.umask());
    expect(statSync(join(into, "empty-mode")).mode & 0o777).toBe(0o644 & ~process.umask());
    expect(readlinkSync(join(into, "node/link"))).toBe("npm");
    expect(lstatSync(join(into, "node")).isDirectory()).toBe(true);
    expect(readdirSync(join(into, "node")).sort()).toEqual(["größe", "link", "node.exe", "npm"].sort());
  });

  test("takes the backslashes of Windows programs for separators", async () => {
    const into = await run([{ name: "node\\bin\\node", content: "x" }]);
    expect(readFileSync(join(into, "node/bin/node"), "utf8")).toBe("x");
  });

  test("reads names as their makers meant them: UTF-8 from Unix, else code page 437", async () => {
    const name = Buffer.from("größe");
    const cp437 = Buffer.from([0x67, 0x72, 0x94, 0xe1, 0x65]);
    const unflagged = { content: "x", flags: 0 };
    expect(readdirSync(await run([{ ...unflagged, name, mode: 0o100644 }]))).toEqual(["größe"]);
    expect(readdirSync(await run([{ ...unflagged, name: cp437 }]))).toEqual(["größe"]);
    expect(readdirSync(await run([{ ...unflagged, name: cp437, mode: 0o100644 }]))).toEqual(["größe"]);
  });

  test("reads an archive without entries", async () => {
    expect(readdirSync(await run([]))).toEqual([]);
  });

  test.each([
    ["..", [{ name: "../evil", content: "x" }]],
    ["an absolute path", [{ name: "/evil", content: "x" }]],
    [".. by backslash", [{ name: "a\\..\\..\\evil", content: "x" }]],
    ["a drive", [{ name: "C:\\evil", content: "x" }]],
    ["a link out", [{ name: "x", content: "../evil", mode: LINK }]],
    ["an absolute link", [{ name: "x", content: "/etc/passwd", mode: LINK }]],
    [
      "a file through a link",
      [{ name: "d/" }, { name: "x", content: "d", mode: LINK }, { name: "x/evil", content: "x" }],
    ],
    ["a link of great length", [{ name: "x", content: "a".repeat(5000), mode: LINK }]],
    ["a pipe", [{ name: "x", mode: 0o010644 }]],
    ["a device", [{ name: "x", mode: 0o020644 }]],
  ])("ERR_ARTIFACT_UNSAFE_ENTRY: %s", async (_, entries) => {
    await failure(run(entries), "ERR_ARTIFACT_UNSAFE_ENTRY");
  });

  test("ERR_ARTIFACT_CORRUPT: a wrong checksum, a wrong size, damaged data", async () => {
    await failure(run([{ name: "a", content: "x", crc: 1 }]), "ERR_ARTIFACT_CORRUPT");
    await failure(run([{ name: "a", content: "xyz", size: 2 }]), "ERR_ARTIFACT_CORRUPT");
    await failure(run([{ name: "a", content: "xyz", size: 4 }]), "ERR_ARTIFACT_CORRUPT");
    const damaged = zip([{ name: "a", content: noise(1000) }]);
    damaged.fill(0xff, 40, 60);
    await failure(run(damaged), "ERR_ARTIFACT_CORRUPT");
  });

  test.each([0.2, 0.9, 0.999])("ERR_ARTIFACT_TRUNCATED: cut at %d", async (part) => {
    const whole = zip([{ name: "a", content: noise(10_000) }]);
    await failure(run(whole.subarray(0, Math.floor(whole.length * part))), "ERR_ARTIFACT_TRUNCATED");
  });

  test("ERR_ARTIFACT_FORMAT: encryption and compression that are not known", async () => {
    await failure(run([{ name: "a", content: "x", flags: 1 }]), "ERR_ARTIFACT_FORMAT");
    await failure(run([{ name: "a", content: "x", flags: 0x41 }]), "ERR_ARTIFACT_FORMAT");
    await failure(run([{ name: "a", content: "x", method: 12 }]), "ERR_ARTIFACT_FORMAT");
  });

  test("ERR_ARTIFACT_LIMIT: by the sizes that the list claims", async () => {
    await failure(run([{ name: "a", content: "x", size: 3_000_000_000 }]), "ERR_ARTIFACT_LIMIT");
    await failure(run([{ name: "a" }, { name: "b" }], { limits: { entries: 1 } }), "ERR_ARTIFACT_LIMIT");
  });

  test("ERR_ARTIFACT_LIMIT: by the ratio", async () => {
    const zeros = Buffer.alloc(70 * 1024 * 1024);
    await failure(run([{ name: "zeros", content: zeros }]), "ERR_ARTIFACT_LIMIT");
  });

  test("stops when called off", async () => {
    await failure(
      run([{ name: "a", content: "x" }], { signal: AbortSignal.abort() }),
      "ERR_ARTIFACT_ABORTED",
    );
  });

  test("says that the file is missing", async () => {
    const sink = new EntrySink("a.zip", { into: temporaryDirectory() });
    await failure(
      unpackZip("/no/such/a.zip", { label: "a.zip", sink, signal: undefined }),
      "ERR_ARTIFACT_NOT_FOUND",
    );
  });
});
