import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseEnvelope } from "../src/dsse.js";
import { formatProvenance, parseStatement, provenanceName, provenanceOf } from "../src/provenance.js";
import { artifact, temporaryFolder } from "./support/fixtures.js";

describe("provenanceOf", () => {
  it("is a statement of in-toto with SLSA's predicate, as its readers know it", () => {
    const { build, fileName, sha256 } = artifact(temporaryFolder(), "node-v24.1.0-linux-x64-musl.tar.gz");
    const statement = provenanceOf({ name: fileName, sha256 }, { ...build, logSha256: "ef".repeat(32) });
    expect(statement).toMatchObject({
      _type: "https://in-toto.io/Statement/v1",
      subject: [{ name: fileName, digest: { sha256 } }],
      predicateType: "https://slsa.dev/provenance/v1",
      predicate: {
        buildDefinition: {
          externalParameters: { version: "v24.1.0", target: "linux-x64-musl", recipe: { name: "musl" } },
          resolvedDependencies: [{ digest: { sha256: "cd".repeat(32) } }],
        },
        runDetails: {
          builder: { id: "https://farm.example.org" },
          metadata: { invocationId: "job-1", finishedOn: "2026-11-20T11:00:00.000Z" },
          byproducts: [{ name: "log" }],
        },
      },
    });
    expect(parseStatement(JSON.stringify(statement))).toEqual(statement);
    const line = formatProvenance(statement, generateKeyPairSync("ed25519").privateKey);
    expect(Buffer.from(parseEnvelope(line)?.payload ?? "", "base64").toString()).toBe(
      JSON.stringify(statement),
    );
    expect(line.endsWith("}\n")).toBe(true);
  });

  it("reads no other statements", () => {
    for (const text of ["", "{}", '{"_type":"https://in-toto.io/Statement/v0.1"}']) {
      expect(parseStatement(text)).toBeUndefined();
    }
    expect(provenanceName("a.tar.gz")).toBe("a.tar.gz.intoto.jsonl");
  });
});
