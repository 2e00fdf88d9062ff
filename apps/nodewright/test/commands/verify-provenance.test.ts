import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { nodewright } from "../support.js";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");

/** A file with its provenance, as in-toto and DSSE define them. */
function provenFile(): { readonly folder: string; readonly file: string } {
  const folder = mkdtempSync(join(tmpdir(), "provenance-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "node.tar.gz");
  writeFileSync(file, "bytes");
  const sha256 = createHash("sha256").update("bytes").digest("hex");
  const statement = {
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name: "node.tar.gz", digest: { sha256 } }],
    predicateType: "https://slsa.dev/provenance/v1",
    predicate: {
      buildDefinition: { buildType: "x", externalParameters: {} },
      runDetails: { builder: { id: "https://farm.example.org" } },
    },
  };
  const payloadType = "application/vnd.in-toto+json";
  const payload = Buffer.from(JSON.stringify(statement));
  const signed = Buffer.concat([
    Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `),
    payload,
  ]);
  const sig = sign(null, signed, privateKey).toString("base64");
  const envelope = { payloadType, payload: payload.toString("base64"), signatures: [{ sig }] };
  writeFileSync(`${file}.intoto.jsonl`, `${JSON.stringify(envelope)}\n`);
  writeFileSync(join(folder, "key.pem"), publicKey.export({ type: "spki", format: "pem" }));
  return { folder, file };
}

describe("verify, of provenance", () => {
  it("says who built a file, and whether these are the bytes", async () => {
    const { folder, file } = provenFile();
    const key = ["--provenance-key", join(folder, "key.pem")];
    const good = await nodewright(["verify", `${file}.intoto.jsonl`, ...key]);
    expect([good.code, good.out]).toEqual([
      0,
      expect.stringContaining("was built by https://farm.example.org"),
    ]);
    writeFileSync(file, "others");
    const bad = await nodewright(["verify", `${file}.intoto.jsonl`, file, ...key, "--json"]);
    expect([bad.code, JSON.parse(bad.out).files[0].verdict]).toEqual([1, "wrong-subject"]);
  });

  it("asks for the key", async () => {
    const { file } = provenFile();
    const { err, out } = await nodewright(["verify", `${file}.intoto.jsonl`, file]);
    expect(err + out).toContain("a key is needed");
  });
});
