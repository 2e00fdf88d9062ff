import { redactUrl } from "@nodewright/artifact-store";
import * as z from "zod/mini";
import { SourceError } from "../errors.js";
import { printable } from "../text.js";

/** A version as a registry describes it, in the parts that are used. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dist: {
    readonly tarball: string;
    readonly integrity?: string | undefined;
    readonly shasum?: string | undefined;
    readonly signatures?: readonly { readonly keyid: string; readonly sig: string }[] | undefined;
  };
}

/** All versions of a package. */
export interface Packument {
  readonly versions: Readonly<Record<string, unknown>>;
  /** Publication times by version; the short form has none. */
  readonly time?: Readonly<Record<string, unknown>> | undefined;
}

const ManifestSchema: z.ZodMiniType<Manifest> = z.object({
  name: z.string(),
  version: z.string(),
  dist: z.object({
    tarball: z.string(),
    integrity: z.optional(z.string()),
    shasum: z.optional(z.string()),
    signatures: z.optional(z.array(z.object({ keyid: z.string(), sig: z.string() }))),
  }),
});

const PackumentSchema: z.ZodMiniType<Packument> = z.object({
  versions: z.record(z.string(), z.unknown()),
  time: z.optional(z.record(z.string(), z.unknown())),
});

/** @throws SourceError ERR_SOURCE_REGISTRY when the bytes are no JSON */
export function parseAnswer(bytes: Uint8Array, url: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw notARegistry(`${redactUrl(url)} did not answer JSON`, error);
  }
}

/** @throws SourceError ERR_SOURCE_REGISTRY for any other shape */
export function toPackument(answer: unknown, name: string): Packument {
  return check(PackumentSchema, answer, name);
}

/** @throws SourceError ERR_SOURCE_REGISTRY for any other shape, and for another package or version */
export function toManifest(answer: unknown, name: string, version: string): Manifest {
  const id = `${name}@${version}`;
  const manifest = check(ManifestSchema, answer, id);
  if (manifest.name === name && manifest.version === version) return manifest;
  throw notARegistry(`the registry answered ${printable(`${manifest.name}@${manifest.version}`)} for ${id}`);
}

function check<T>(schema: z.ZodMiniType<T>, answer: unknown, what: string): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const why = [issue?.path.join("."), issue?.message].filter(Boolean).join(": ");
  throw notARegistry(`the registry's answer for ${what} is not understood: ${printable(why)}`, parsed.error);
}

/** Whatever answered is no npm registry, or a broken one. */
export function notARegistry(message: string, cause?: unknown): SourceError {
  return new SourceError("ERR_SOURCE_REGISTRY", message, {
    hint: "the address is no npm registry, or a proxy answered in its place: check `npm config get registry`",
    cause,
  });
}
