import { resolve } from "node:path";
import { createTarget, listTargets, type Target, type TargetPattern } from "@nodewright/target-triple";
import { type EvaluationContext, evaluate, runtimeOf } from "./evaluate.js";
import { readMirror } from "./mirror.js";
import type {
  AddonHost,
  AddonManifest,
  AddonOptions,
  BinaryConfig,
  PrebuildPlan,
  PrebuildVariables,
} from "./types.js";

export interface PlanOptions {
  /** package.json, parsed. */
  readonly manifest: unknown;
  /** The folder of package.json, absolute. */
  readonly root: string;
  readonly options?: AddonOptions | undefined;
  readonly host: AddonHost;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly napiBuildVersion?: number | undefined;
}

/**
 * Settles every name and place of one prebuild.
 *
 * @throws PrebuildError for a package.json, an option or a version that does not settle them; see README.md.
 */
export function planPrebuild({ manifest, root, options = {}, ...rest }: PlanOptions): PrebuildPlan {
  const context: EvaluationContext = { ...rest, cwd: root };
  const variables = evaluate(manifest, options, context);
  const { name, version, abi, napi } = runtimeOf(options, rest.host);
  return Object.freeze({
    name: variables.name,
    version: variables.version,
    moduleName: variables.module_name,
    root,
    target: plannedTarget(variables, rest.host),
    runtime: Object.freeze({ name, version, abi, napi }),
    napiBuildVersion: variables.napi_build_version || undefined,
    modulePath: variables.module_path,
    addonFile: variables.module,
    stagedTarball: resolve(root, variables.staged_tarball),
    packageName: variables.package_name,
    remotePath: variables.remote_path,
    host: variables.host,
    hostedPath: variables.hosted_path,
    hostedTarball: variables.hosted_tarball,
    isMirror: readMirror(variables.module_name, rest.env) !== undefined,
    ...integrityOf(manifest, { root, keyring: options.keyring }),
    bucket: variables.bucket,
    region: variables.region,
    s3ForcePathStyle: variables.s3ForcePathStyle,
    acl: variables.acl,
    isAclDefault: !(options.acl || manifestAcl(manifest)),
    variables: Object.freeze(variables),
  });
}

function manifestAcl(manifest: unknown): string | undefined {
  const { binary }: Partial<AddonManifest> = Object(manifest);
  return binary?.acl;
}

/** Files of the npm package that vouch for prebuilds; `evaluate` has found package.json right. */
function integrityOf(
  manifest: unknown,
  { root, keyring }: { readonly root: string; readonly keyring: string | undefined },
): Pick<PrebuildPlan, "manifestFile" | "keyringFile" | "requireIntegrity"> {
  const { binary }: Partial<AddonManifest> = Object(manifest);
  const keys = keyring ?? binary?.keyring;
  return {
    manifestFile: packagedManifestFile(binary, root),
    keyringFile: keys === undefined ? undefined : resolve(root, keys),
    requireIntegrity: binary?.requireIntegrity ?? false,
  };
}

/** Where an npm package has its manifest of prebuilds. */
export function packagedManifestFile(
  binary: Pick<BinaryConfig, "manifest"> | undefined,
  root: string,
): string {
  return resolve(root, binary?.manifest ?? "prebuilds.json");
}

/** The host's own target where it is meant; else as much as the words say. */
function plannedTarget({ platform, arch, libc }: PrebuildVariables, host: AddonHost): TargetPattern {
  const own = host.target();
  const isHost = own?.os === platform && own.arch === arch;
  if (isHost && (own.libc === undefined || own.libc === libc || libc === "unknown")) return own;
  const parts = { os: platform, arch, libc: platform === "linux" && libc !== "unknown" ? libc : undefined };
  try {
    return createTarget(parts);
  } catch {
    return knownParts(parts);
  }
}

function knownParts(words: { os: string; arch: string; libc: string | undefined }): TargetPattern {
  const known = listTargets();
  const one = <Field extends "os" | "arch" | "libc">(field: Field): Pick<Target, Field> | undefined =>
    known.find((target) => target[field] === words[field]);
  const [os, arch, libc] = [one("os")?.os, one("arch")?.arch, words.libc && one("libc")?.libc];
  return Object.freeze({ ...(os && { os }), ...(arch && { arch }), ...(libc && { libc }) });
}
