import { access, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { napiVersions, type PrebuildCandidate, resolveAbi } from "@nodewright/abi-resolver";
import { fillTemplate } from "../config/template.js";
import type { InstallPlan } from "../install/types.js";
import { githubRepository } from "./github-repository.js";
import { readInstallFlags } from "./install-flags.js";
import { textsOf } from "./read-package.js";
import { patternOf, plannedRuntime } from "./runtime-needs.js";
import type { LocateContext, PrebuildFinding } from "./types.js";

const FILE = "{name}-v{version}-{runtime}-v{abi}-{platform}{libc}-{arch}.tar.gz";

/**
 * What prebuild-install would fetch: a tarball in a folder of local ones, then one at the mirror that the user names,
 * at `binary.host`, or among the repository's releases on GitHub. The rules are those of its rc.js and util.js.
 */
export async function findPrebuildInstall(context: LocateContext): Promise<readonly PrebuildFinding[]> {
  const { manifest, env, root } = context;
  const flags = readInstallFlags(manifest);
  const binding = flags && bindingOf(context, flags);
  if (flags === undefined || binding === undefined) return [];
  const template = urlTemplate(context, flags);
  if (template === undefined) return [];
  const url = fillTemplate(template, variablesOf(context, binding, flags));
  const candidate = candidateOf(context, binding);
  const addonName = await addonNameOf(context);
  const local = join(
    root,
    env[`${variablePrefix(manifest.name)}_local_prebuilds`] || "prebuilds",
    basename(url),
  );
  const isLocal = await access(local).then(
    () => true,
    () => false,
  );
  return [...(isLocal ? [`file://${local}`] : []), url].map((address) => ({
    scheme: "prebuild-install",
    place: { kind: "url", url: address, plan: planOf(context, address, addonName) },
    candidate: { ...candidate, name: address },
  }));
}

/** What the tarball is bound to: an ABI of a runtime, or a Node-API level. */
interface Binding {
  readonly runtime: string;
  readonly number: string;
}

function bindingOf(
  { manifest, runtime }: LocateContext,
  flags: Readonly<Record<string, string>>,
): Binding | undefined {
  const wanted = flags.runtime ?? textsOf(manifest.config).runtime;
  const { abi, napi, runtime: name } = resolveAbi({ version: runtime.version, runtime: runtime.name });
  if (wanted !== "napi") {
    const own = runtime.abi ?? abi;
    return own === null ? undefined : { runtime: name, number: own };
  }
  const { napi_versions: declared }: { readonly napi_versions?: unknown } = Object(manifest.binary);
  const highest = Number(runtime.napi ?? napi ?? napiVersions(runtime.version, name)?.at(-1) ?? 0);
  const usable = (Array.isArray(declared) ? declared : [])
    .filter((level) => typeof level === "number")
    .filter((level) => level <= highest);
  const level =
    flags.target ?? textsOf(manifest.config).target ?? (usable.length > 0 ? Math.max(...usable) : undefined);
  return level === undefined ? undefined : { runtime: "napi", number: String(level) };
}

function candidateOf({ host }: LocateContext, { runtime, number }: Binding): PrebuildCandidate {
  return {
    os: host.os,
    arch: host.arch,
    ...(host.os === "linux" && { libc: host.libc === "musl" ? "musl" : "glibc" }),
    ...(runtime === "napi" ? { napi: Number(number) } : { runtime, abi: number }),
  };
}

function urlTemplate(
  { manifest, env }: LocateContext,
  flags: Readonly<Record<string, string>>,
): string | undefined {
  if (flags.download !== undefined) return flags.download;
  const prefix = variablePrefix(manifest.name);
  const mirror = env[`${prefix}_binary_host`] || env[`${prefix}_binary_host_mirror`];
  if (mirror) return `${mirror}/{tag_prefix}{version}/${FILE}`;
  const { host, remote_path, package_name } = textsOf(manifest.binary);
  if (host) {
    return [host, remote_path ?? "", package_name ?? FILE]
      .map((part) => part.replace(/^\.\/|^\/|\/$/g, ""))
      .filter((part) => part !== "")
      .join("/");
  }
  const repository = githubRepository(manifest.repository);
  return repository && `${repository}/releases/download/{tag_prefix}{version}/${FILE}`;
}

function variablesOf(
  { manifest, host, runtime }: LocateContext,
  binding: Binding,
  flags: Readonly<Record<string, string>>,
): Readonly<Record<string, string | undefined>> {
  const name = (manifest.name ?? "").replace(/^@[^/]+\//, "");
  const version = manifest.version ?? "";
  const [major, minor, patch] = version.split(".");
  return {
    name,
    package_name: name,
    version,
    major,
    minor,
    patch,
    prerelease: version.split("-")[1],
    build: version.split("+")[1],
    abi: binding.number,
    node_abi: runtime.abi ?? resolveAbi({ version: runtime.version, runtime: runtime.name }).abi ?? undefined,
    runtime: binding.runtime,
    platform: host.os,
    arch: host.arch,
    libc: host.os === "linux" && host.libc === "musl" ? "musl" : "",
    configuration: "Release",
    module_name: textsOf(manifest.binary).module_name,
    tag_prefix: flags["tag-prefix"] ?? "v",
  };
}

function variablePrefix(name = ""): string {
  return `npm_config_${name.replace(/[^a-zA-Z0-9]/g, "_").replace(/^_/, "")}`;
}

/** The tarball has whole paths, and only node-gyp's configuration says what the addon is called. */
async function addonNameOf({ root, manifest }: LocateContext): Promise<string | undefined> {
  const gyp = await readFile(join(root, "binding.gyp"), "utf8").catch(() => "");
  const targets = [...gyp.matchAll(/["']target_name["']\s*:\s*["']([\w.-]+)["']/g)].map(([, name]) => name);
  return textsOf(manifest.binary).module_name ?? targets[0];
}

function planOf(context: LocateContext, url: string, addonName: string | undefined): InstallPlan | undefined {
  const { root, host, manifest, runtime } = context;
  if (addonName === undefined) return undefined;
  const modulePath = join(root, "build", "Release");
  return {
    name: manifest.name ?? "",
    version: manifest.version ?? "",
    root,
    target: patternOf(host),
    runtime: plannedRuntime(runtime),
    modulePath,
    addonFile: join(modulePath, `${addonName}.node`),
    hostedTarball: url,
    remotePath: "",
    packageName: basename(url),
    manifestFile: join(root, "prebuilds.json"),
    keyringFile: undefined,
    stripComponents: 2,
  };
}
