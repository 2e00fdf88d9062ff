import { type PreparedIndex, prepareIndex, type ReleaseRow, type Schedule } from "@nodewright/release-index";
import { snapshot } from "@nodewright/release-index/snapshot";
import type { DiagnosticCode } from "./types.js";

/** What answers depend on besides the document. */
export interface LanguageContext {
  /** Today: lines reach their end of life by it. */
  readonly now: Date;
  /** Releases to know of; those of the bundled snapshot when absent. Remembered by identity. */
  readonly index?: readonly ReleaseRow[] | undefined;
  /** The days of release lines; the snapshot's when absent. */
  readonly schedule?: Schedule | undefined;
  /** Text of the manifest of prebuilds beside a package.json: `prebuilds.json`, or what `binary.manifest` names. */
  readonly prebuildManifest?: string | undefined;
  /** Codes of diagnostics that are not given. */
  readonly ignore?: readonly DiagnosticCode[] | undefined;
}

/** A context with everything in it. */
export interface Knowledge {
  readonly now: Date;
  readonly index: PreparedIndex;
  readonly schedule: Schedule;
  readonly prebuildManifest: string | undefined;
}

const prepared = new WeakMap<readonly ReleaseRow[], PreparedIndex>();

export function knowledgeOf(context: LanguageContext): Knowledge {
  const { now, index: rows = snapshot.rows, schedule = snapshot.schedule, prebuildManifest } = context;
  let index = prepared.get(rows);
  if (index === undefined) {
    index = prepareIndex(rows);
    prepared.set(rows, index);
  }
  return { now, index, schedule, prebuildManifest };
}
