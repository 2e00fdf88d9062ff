import { describe, expect, it } from "vitest";
import { type ProvenShasums, proveShasums, type TrustOptions } from "../src/shasums-proof.js";
import { type SignedFiles, signedList, someSha256, testKeyring } from "./support/signed-list.js";

const version = "v24.21.0";
const name = "node-v24.21.0-linux-x64.tar.gz";
const location = "https://mirror/v24.21.0";
const list = await signedList({ [name]: someSha256, "win-x64/node.exe": "cd".repeat(32) });
const keyring = await testKeyring();

function hasNoControls(text: string): boolean {
  return !/\p{Cc}/u.test(text);
}

type Files = { readonly [Name in keyof SignedFiles]?: string | Uint8Array };

function prove(files: Files, trust: TrustOptions = { keyring }): Promise<ProvenShasums> {
  const read = async (file: keyof SignedFiles): Promise<Uint8Array | undefined> => {
    const content = files[file];
    return typeof content === "string" ? new TextEncoder().encode(content) : content;
  };
  return proveShasums({ location, version, read }, trust);
}

const { "SHASUMS256.txt": text, "SHASUMS256.txt.asc": asc, "SHASUMS256.txt.sig": sig } = list;

describe("proveShasums", () => {
  it.each<[string, Files]>([
    ["the clear-signed list", { "SHASUMS256.txt.asc": asc }],
    ["the plain list with its binary signature", { "SHASUMS256.txt": text, "SHASUMS256.txt.sig": sig }],
  ])("takes %s", async (_, files) => {
    const proven = await prove(files);
    expect(proven.fileNames).toEqual([name, "win-x64/node.exe"]);
    expect(proven.evidenceOf(name)).toMatchObject({
      kind: "release-key",
      fileName: name,
      sha256: someSha256,
      signer: expect.stringContaining("Test Releaser"),
      keyFingerprint: expect.stringMatching(/^[0-9A-F]{40}$/i),
    });
    expect(proven.evidenceOf("other.tar.gz")).toBeUndefined();
  });

  it("believes the signed body, whatever the plain list says", async () => {
    const proven = await prove({
      "SHASUMS256.txt.asc": asc,
      "SHASUMS256.txt": `${"00".repeat(32)}  ${name}\n`,
    });
    expect(proven.evidenceOf(name)?.sha256).toBe(someSha256);
  });

  it.each<[string, Files, string, RegExp]>([
    ["no list at all", {}, "ERR_SOURCE_NO_SHASUMS", /https:\/\/mirror\/v24\.21\.0 has no SHASUMS256\.txt/],
    ["a signature without a list", { "SHASUMS256.txt.sig": sig }, "ERR_SOURCE_NO_SHASUMS", /nothing vouches/],
    ["an unsigned list", { "SHASUMS256.txt": text }, "ERR_SOURCE_UNSIGNED", /no signature over it/],
    [
      "a clear-signed list without a signature",
      { "SHASUMS256.txt.asc": text },
      "ERR_SOURCE_SIGNATURE",
      /\(unsigned\)/,
    ],
    [
      "a changed digest",
      { "SHASUMS256.txt.asc": asc.replace("abab", "abac") },
      "ERR_SOURCE_SIGNATURE",
      /of v24\.21\.0 at https:\/\/mirror\/v24\.21\.0 was refused \(bad\)/,
    ],
    [
      "a changed list beside its signature",
      { "SHASUMS256.txt": `${text}${someSha256}  more\n`, "SHASUMS256.txt.sig": sig },
      "ERR_SOURCE_SIGNATURE",
      /\(bad\)/,
    ],
    ["a page", { "SHASUMS256.txt.asc": "<html></html>" }, "ERR_SOURCE_SIGNATURE", /\(malformed\).*HTML/],
  ])("refuses %s", async (_, files, code, message) => {
    await expect(prove(files)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
      hint: expect.stringMatching(/./),
    });
  });

  it("refuses a list signed by a stranger, or by nobody that is pinned", async () => {
    const other = await signedList({ [name]: someSha256 }, "stranger");
    const message = expect.stringContaining("(unknown-key)");
    await expect(prove(other)).rejects.toMatchObject({ code: "ERR_SOURCE_SIGNATURE", message });
    await expect(prove(list, {})).rejects.toMatchObject({ code: "ERR_SOURCE_SIGNATURE", message });
  });

  it("refuses a good list of another version", async () => {
    const other = await signedList({ "node-v24.20.0-linux-x64.tar.gz": someSha256 });
    await expect(prove(other)).rejects.toMatchObject({
      code: "ERR_SOURCE_SIGNATURE",
      message: expect.stringContaining("(wrong-version)"),
    });
  });

  it.each(["release", "historic"] as const)("refuses signed SHA-1 digests, policy %s", async (policy) => {
    const old = await signedList({ [name]: "ab".repeat(20) });
    await expect(prove(old, { keyring, policy })).rejects.toMatchObject({
      code: policy === "release" ? "ERR_SOURCE_SIGNATURE" : "ERR_SOURCE_SHASUMS",
      message: expect.stringMatching(/weak-hash|SHA-1/),
    });
  });
});

describe("proveShasums, where unsigned digests were asked for", () => {
  const trust = { keyring, unsafeSkipSignature: true };

  it("believes the list and says that nobody signed it", async () => {
    const proven = await prove({ "SHASUMS256.txt": text }, trust);
    expect(proven.evidenceOf(name)).toEqual({
      kind: "unsigned-shasums",
      fileName: name,
      sha256: someSha256,
      origin: location,
    });
  });

  it("does not call a list signed whose signature it did not look at", async () => {
    expect((await prove(list, trust)).evidenceOf(name)?.kind).toBe("unsigned-shasums");
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ["a page", "<!doctype html><title>x</title>", /is not a digest/],
    ["nothing", "", /empty/],
    ["bytes that are no text", new Uint8Array([0xff, 0xfe, 0x00]), /./],
    ["a name that is a path", `${someSha256}  ../../etc/passwd\n`, /not a plain relative path/],
    ["an absolute name", `${someSha256}  /etc/passwd\n`, /not a plain relative path/],
    ["a name of Windows", `${someSha256}  win\\node.exe\n`, /backslash/],
    ["a name that a terminal would obey", `${someSha256}  node\u001b[2J\u009b\n`, /not printable/],
    ["SHA-1 digests", `${"ab".repeat(20)}  ${name}\n`, /SHA-1/],
  ])("still refuses %s", async (_, content, message) => {
    const error = await prove({ "SHASUMS256.txt": content }, trust).catch((one: unknown) => one);
    expect(error).toMatchObject({
      code: "ERR_SOURCE_SHASUMS",
      message: expect.stringMatching(message),
    });
    expect(String(error)).toSatisfy(hasNoControls);
  });

  it("still needs a list", async () => {
    await expect(prove({}, trust)).rejects.toMatchObject({ code: "ERR_SOURCE_NO_SHASUMS" });
  });
});
