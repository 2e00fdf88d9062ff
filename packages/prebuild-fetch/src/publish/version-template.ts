import { type ModuleVersion, readModuleVersion } from "../config/module-version.js";
import { fillTemplate } from "../config/template.js";
import type { AddonManifest } from "../config/types.js";
import { PrebuildError } from "../errors.js";

/** Renames the published file of one version as the templates name that of another. */
export interface Renaming {
  /** What all files of the old version begin with, as far as that is known. */
  readonly prefix: string;
  /** The new path of an old one; undefined for a file that the old version does not name. */
  rename(path: string): string | undefined;
}

const DEFAULT_PACKAGE_NAME = "{module_name}-v{version}-{node_abi}-{platform}-{arch}.tar.gz";

/**
 * Reads `remote_path` and `package_name` backwards: whatever stands in the place of a variable that is not of the
 * version, such as `{platform}` or `{napi_build_version}`, stands in the new name as well.
 * @throws PrebuildError ERR_PREBUILD_CONFIG for what is no version, and for names that do not depend on it
 */
export function renamingBetween(manifest: AddonManifest, from: string, to: string): Renaming {
  const oldTemplate = templateOf(manifest, from);
  const newTemplate = templateOf(manifest, to);
  if (oldTemplate === newTemplate) {
    throw new PrebuildError(
      "ERR_PREBUILD_CONFIG",
      `Cannot copy ${from} to ${to}: their files have the same names`,
      {
        hint: "Put {version} into `remote_path` or `package_name`.",
      },
    );
  }
  const pattern = patternOf(oldTemplate);
  return {
    prefix: prefixOf(oldTemplate),
    rename: (path) => {
      const found = pattern.exec(path);
      return found === null
        ? undefined
        : withoutEmptyParts(fillTemplate(newTemplate, valuesOf(found.groups)));
    },
  };
}

/** The published files of one version, whichever target they are for. */
export interface VersionFiles {
  /** What they all begin with, as far as that is known. */
  readonly prefix: string;
  has(path: string): boolean;
}

/** @throws PrebuildError ERR_PREBUILD_CONFIG for what is no version */
export function filesOfVersion(manifest: AddonManifest, version: string): VersionFiles {
  const template = templateOf(manifest, version);
  const pattern = patternOf(template);
  return { prefix: prefixOf(template), has: (path) => pattern.test(path) };
}

/** What all files of a version are named by: the variables that are not of the version stand in it. */
function templateOf({ binary, name }: AddonManifest, version: string): string {
  const template = `${binary.remote_path ?? ""}/${binary.package_name || DEFAULT_PACKAGE_NAME}`
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .join("/");
  return fillTemplate(template, { name, module_name: binary.module_name, ...versionOf(version) });
}

const prefixOf = (template: string): string => template.split("{", 1)[0] ?? "";

/** Variables become groups; one that comes twice must have the same value. */
function patternOf(template: string): RegExp {
  const seen = new Set<string>();
  const group = (name: string): string => {
    if (seen.has(name)) return `\\k<${name}>`;
    seen.add(name);
    return `(?<${name}>[^/]+?)`;
  };
  const segments = template.split("/").map((segment, index, all) => {
    const source = segment
      .split(/(\{\w+\})/)
      .map((part) => {
        const name = /^\{(\w+)\}$/.exec(part)?.[1];
        return name === undefined ? part.replace(/[\\^$.*+?()[\]{}|-]/g, "\\$&") : group(name);
      })
      .join("");
    if (index === all.length - 1) return source;
    // A variable without a value leaves no empty folder behind.
    return /^\{\w+\}$/.test(segment) ? `(?:${source}/)?` : `${source}/`;
  });
  return new RegExp(`^${segments.join("")}$`);
}

/** A variable in the place of a folder may have had no value. */
function valuesOf(groups: Readonly<Record<string, string | undefined>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, value ?? ""]));
}

function withoutEmptyParts(path: string): string {
  return path
    .split("/")
    .filter((part) => part !== "")
    .join("/");
}

function versionOf(text: string): ModuleVersion {
  const version = readModuleVersion(text);
  if (version !== undefined) return version;
  throw new PrebuildError("ERR_PREBUILD_CONFIG", `${JSON.stringify(text)} is no version`, {
    hint: "Write versions as 1.2.3.",
  });
}
