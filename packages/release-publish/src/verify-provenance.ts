import type { KeyObject } from "node:crypto";
import { openEnvelope, parseEnvelope } from "./dsse.js";
import { type ProvenanceStatement, parseStatement } from "./provenance.js";

/** What was found out about an artifact's provenance. */
export type ProvenanceVerdict =
  | {
      readonly verdict: "valid";
      readonly reason: string;
      /** sha256 of the public key that signed. */
      readonly keyId: string;
      readonly statement: ProvenanceStatement;
    }
  | {
      /**
       * `malformed`: no envelope with a statement; `bad`: the signature does not match; `unknown-key`: signed by
       * another key than those pinned; `wrong-subject`: a good statement, about other bytes.
       */
      readonly verdict: "malformed" | "bad" | "unknown-key" | "wrong-subject";
      readonly reason: string;
    };

export interface ProvenanceOptions {
  /** The keys whose word is taken. */
  readonly publicKeys: readonly KeyObject[];
  /** sha256 of the artifact's bytes, in hex. */
  readonly sha256: string;
}

/**
 * Judges an `.intoto.jsonl` file about an artifact: a verdict for every input, never an exception. Of several
 * statements one must be good and about these very bytes.
 */
export function verifyProvenance(text: string, options: ProvenanceOptions): ProvenanceVerdict {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const verdicts = lines.map((line) => verifyLine(line, options));
  return (
    verdicts.find(({ verdict }) => verdict === "valid") ??
    verdicts[0] ?? { verdict: "malformed", reason: "the provenance is empty" }
  );
}

function verifyLine(line: string, { publicKeys, sha256 }: ProvenanceOptions): ProvenanceVerdict {
  const envelope = parseEnvelope(line);
  if (envelope === undefined) {
    return { verdict: "malformed", reason: "the provenance is no DSSE envelope with an in-toto statement" };
  }
  const opened = openEnvelope(envelope, publicKeys);
  if (opened === "bad") return { verdict: "bad", reason: "the signature does not match the statement" };
  if (opened === "unknown-key") {
    const names = envelope.signatures.map(({ keyid }) => keyid?.slice(0, 16) ?? "no name").join(", ");
    return { verdict: "unknown-key", reason: `signed by a key that is not pinned (${names})` };
  }
  const statement = parseStatement(opened.payload);
  if (statement === undefined) {
    return { verdict: "malformed", reason: "what is signed is no SLSA provenance, version 1" };
  }
  const subject = statement.subject.find(({ digest }) => digest.sha256 === sha256.toLowerCase());
  if (subject === undefined) {
    const named = statement.subject.map(({ name }) => name).join(", ");
    return { verdict: "wrong-subject", reason: `the statement is about other bytes (${named})` };
  }
  const { builder, metadata } = statement.predicate.runDetails;
  const when = metadata?.finishedOn === undefined ? "" : ` on ${metadata.finishedOn.slice(0, 10)}`;
  const reason = `${subject.name} was built by ${builder.id}${when}`;
  return { verdict: "valid", reason, keyId: opened.keyId, statement };
}
