import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, expect, test } from "vitest";
import { verifyFile, verifyShasums } from "../src/index.js";
import { clearsign, forgeKey, NOW } from "./support/forge.js";
import { CONTENT, CONTENT_SHA256, keyringOf, LIST } from "./support/lists.js";

const directory = mkdtempSync(join(tmpdir(), "verify-file-"));
afterAll(() => rmSync(directory, { recursive: true }));

const key = forgeKey();
const verdict = await verifyShasums(
  { clearsigned: clearsign(LIST, key) },
  { keyring: keyringOf(key), now: NOW },
);
const name = "node-v24.1.0-linux-x64.tar.gz";
const path = join(directory, "download");
writeFileSync(path, CONTENT);

test.each([
  { form: "a file", file: path },
  {
    form: "a stream",
    file: Readable.from([Buffer.from(CONTENT.slice(0, 5)), Buffer.from(CONTENT.slice(5))]),
  },
  { form: "a web stream", file: new Blob([CONTENT]).stream() },
])("verifyFile() is valid for the bytes that were signed, from $form", async ({ file }) => {
  expect(await verifyFile(file, verdict, name)).toEqual({
    verdict: "valid",
    fileName: name,
    reason: `${name} is the file that was signed.`,
    algorithm: "sha256",
    expected: CONTENT_SHA256,
    actual: CONTENT_SHA256,
    sizeBytes: CONTENT.length,
  });
});

test("verifyFile() takes the digests of a valid verdict too", async () => {
  const shasums = verdict.verdict === "valid" ? verdict.shasums : new Map();
  expect(await verifyFile(path, shasums, name)).toMatchObject({ verdict: "valid" });
});

test.each([
  { name: "other bytes", content: CONTENT.toUpperCase() },
  { name: "a byte more", content: `${CONTENT}\0` },
  { name: "nothing", content: "" },
])("verifyFile() is bad-digest for $name", async ({ content }) => {
  const result = await verifyFile(Readable.from([Buffer.from(content)]), verdict, name);
  expect(result).toMatchObject({
    verdict: "bad-digest",
    expected: CONTENT_SHA256,
    reason: expect.stringContaining(CONTENT_SHA256),
  });
});

test("verifyFile() computes SHA-1 for a list of SHA-1 digests", async () => {
  const list = "f572d396fae9206628714fb2ce00f72e94f2258f  hello\n";
  const signed = await verifyShasums(
    { clearsigned: clearsign(list, key) },
    { keyring: keyringOf(key), now: NOW, policy: "historic" },
  );
  expect(await verifyFile(Readable.from([Buffer.from("hello\n")]), signed, "hello")).toMatchObject({
    verdict: "valid",
    algorithm: "sha1",
  });
});

test("verifyFile() is not-listed for a file that the list does not name, and reads nothing", async () => {
  expect(await verifyFile(join(directory, "absent"), verdict, "node.exe")).toEqual({
    verdict: "not-listed",
    fileName: "node.exe",
    reason: "node.exe is not in the signed list.",
  });
});

test("verifyFile() refuses a list that is not valid", async () => {
  const refused = await verifyShasums({ clearsigned: LIST });
  await expect(verifyFile(path, refused, name)).rejects.toMatchObject({ code: "ERR_GPG_NOT_VALID" });
});

test("verifyFile() says which file it could not read", async () => {
  const absent = join(directory, "absent");
  await expect(verifyFile(absent, verdict, name)).rejects.toMatchObject({
    code: "ERR_GPG_FILE",
    message: expect.stringContaining(absent),
    cause: expect.objectContaining({ code: "ENOENT" }),
  });
});

test("verifyFile() does not take a stream that breaks off for a file", async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(CONTENT);
    throw new Error("connection reset");
  }
  await expect(verifyFile(broken(), verdict, name)).rejects.toMatchObject({ code: "ERR_GPG_FILE" });
});
