import type { Evidence } from "@nodewright/release-source";
import { formatTarget } from "@nodewright/target-triple";
import type { BaseBinary } from "../base/base-binary.js";

/** The names of the assets that tell of an executable what it is made of. */
export const PROVENANCE_ASSET = "nodewright/provenance.json";
export const SBOM_ASSET = "nodewright/sbom.cdx.json";

/** What an executable is made of, and what vouched for it. */
export interface Provenance {
  readonly schema: 1;
  readonly target: string;
  readonly node: {
    readonly version: string;
    /** Of the base binary. */
    readonly sha256: string;
    /** Null for a file that the user named. */
    readonly source: { readonly kind: string; readonly name: string } | null;
    readonly evidence: readonly Evidence[];
  };
  readonly app: { readonly name: string; readonly version: string | null };
  /** Whose rules made it: the version of this package. */
  readonly packager: string;
}

/** The app as its package.json calls it. */
export interface AppName {
  readonly name: string;
  readonly version?: string | undefined;
}

/** The same for the same base and app: no time is in it. */
export function makeProvenance(base: BaseBinary, { name, version }: AppName, packager: string): Provenance {
  const { receipt, analysis } = base;
  return {
    schema: 1,
    target: formatTarget(base.target) ?? "",
    node: {
      version: base.version,
      sha256: analysis.sha256,
      source: receipt?.source ?? null,
      evidence: receipt?.evidence ?? [],
    },
    app: { name, version: version ?? null },
    packager,
  };
}

/** A provenance that was read out of an executable; undefined where it is none of a version that is known. */
export function parseProvenance(text: string): Provenance | undefined {
  try {
    const value: Provenance = JSON.parse(text);
    const { schema, node, app } = Object(value);
    return schema === 1 && typeof node?.version === "string" && typeof app?.name === "string"
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}
