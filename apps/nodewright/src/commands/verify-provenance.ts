import { createHash } from "node:crypto";
import { type Io, UsageError } from "@nodewright/command-line";
import { provenanceName, readEd25519Key, verifyProvenance } from "@nodewright/release-publish";
import type { Answer } from "../each-input.js";
import { readBytes } from "../read-input.js";

/** A file with provenance, and the files that it shall be about: by default the one that it is named after. */
export interface ProvenanceJob {
  readonly list: string;
  readonly files: readonly string[];
  readonly keyFile: string | undefined;
}

const suffix = provenanceName("");

export const isProvenance = (path: string): boolean => path.endsWith(suffix);

/** Judges each file by what was stated about it. */
export async function answerProvenance({ list, files, keyFile }: ProvenanceJob, io: Io): Promise<Answer> {
  if (keyFile === undefined) {
    throw new UsageError("a key is needed to check provenance", {
      hint: "--provenance-key <file>: the farm's provenance.pem",
    });
  }
  const publicKeys = [readEd25519Key(Buffer.from(await readBytes(keyFile, io)).toString("utf8"), "public")];
  const text = Buffer.from(await readBytes(list, io)).toString("utf8");
  const subjects = files.length > 0 ? files : [list.slice(0, -suffix.length)];
  const checked = [];
  for (const file of subjects) {
    const sha256 = createHash("sha256")
      .update(await readBytes(file, io))
      .digest("hex");
    checked.push({ file, ...verifyProvenance(text, { publicKeys, sha256 }) });
  }
  return {
    report: { files: checked },
    text: checked.map(({ file, verdict, reason }) => `${file}: ${verdict}: ${reason}`).join("\n"),
    isNegative: checked.some(({ verdict }) => verdict !== "valid"),
  };
}
