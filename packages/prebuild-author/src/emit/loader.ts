import { formatTarget } from "@nodewright/target-triple";
import type { PackagedAddon, PlatformPackage } from "./platform-package.js";

export interface LoaderOptions {
  readonly packages: readonly PlatformPackage[];
  /** Name of the main package. */
  readonly name: string;
  /** Name of the addon, without `.node`. */
  readonly moduleName: string;
}

/**
 * The file by which a main package loads its addon: CommonJS for Node.js 18 and later, without dependencies, with
 * each `require` written out so that bundlers and file tracers see it.
 */
export function loaderSource({ packages, name, moduleName }: LoaderOptions): string {
  return `"use strict";
// Written by \`nodewright prebuild emit\`; run it again instead of editing.

const NAME = ${JSON.stringify(name)};

const platforms = {
${packages.map(platformText).join("\n")}
};

function isMusl() {
  if (process.platform !== "linux") return false;
  const report = process.report;
  if (!report || typeof report.getReport !== "function") return false;
  const before = report.excludeNetwork;
  report.excludeNetwork = true;
  try {
    const { header, sharedObjects } = report.getReport();
    if (header && header.glibcVersionRuntime) return false;
    return (sharedObjects || []).some((file) => /libc\\.musl-|ld-musl-/.test(file));
  } finally {
    report.excludeNetwork = before;
  }
}

// The words by which a process finds its package, the likeliest first.
function wanted() {
  const { platform, arch } = process;
  if (platform !== "linux") return [platform + "-" + arch];
  const libc = isMusl() ? "musl" : "glibc";
  if (arch === "ppc64") {
    const isLittle = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
    return ["linux-ppc64" + (isLittle ? "le" : "be") + "-" + libc];
  }
  if (arch !== "arm") return ["linux-" + arch + "-" + libc];
  const version = String((process.config && process.config.variables && process.config.variables.arm_version) || 7);
  return (version === "6" ? ["6"] : ["7", "6"]).map((one) => "linux-armv" + one + "-" + libc);
}

function fits(addon) {
  const { versions } = process;
  if (addon.napi !== undefined) return Number(versions.napi) >= addon.napi;
  const runtime = versions.electron ? "electron" : versions.nw || versions["node-webkit"] ? "node-webkit" : "node";
  return addon.runtime === runtime && addon.abi === Number(versions.modules);
}

function load() {
  const words = wanted();
  const errors = [];
  let missing;
  for (const word of words) {
    const platform = platforms[word];
    if (!platform) continue;
    const addons = platform.addons.filter(fits);
    if (addons.length === 0) {
      errors.push(new Error(platform.package + " has no build for this runtime (ABI " + process.versions.modules + ")"));
    }
    for (const addon of addons) {
      try {
        return addon.load();
      } catch (error) {
        errors.push(error);
        const text = String(error && error.message);
        if (error && error.code === "MODULE_NOT_FOUND" && text.includes(platform.package)) missing = platform.package;
      }
    }
  }
  // A build from source, in a checkout. Bundlers are not to look for it.
  const path = require("path");
  for (const folder of ["build/Release", "build/Debug"]) {
    const file = path.join(__dirname, folder, ${JSON.stringify(`${moduleName}.node`)});
    if (require("fs").existsSync(file)) return module.require(file);
  }
  throw failure(words, missing, errors);
}

function failure(words, missing, errors) {
  const known = words.filter((word) => platforms[word]);
  let why = "there is no build for " + words[0] + "; there are " + Object.keys(platforms).join(", ");
  let code = "ERR_ADDON_PLATFORM";
  if (missing) {
    why =
      "the package " + missing + " is not installed. It is an optional dependency of " + NAME +
      ": install without --omit=optional (--no-optional), and make node_modules and the lockfile anew if they come " +
      "from another platform; then try again";
    code = "ERR_ADDON_NOT_INSTALLED";
  } else if (known.length > 0) {
    why = errors.map((error) => (error && error.message) || String(error)).join("; ");
    code = "ERR_ADDON_LOAD";
  }
  const error = new Error("Cannot load the native addon of " + NAME + " on " + words[0] + ": " + why);
  error.code = code;
  error.cause = errors[0];
  return error;
}

module.exports = load();
`;
}

function platformText({ name, target, addons }: PlatformPackage): string {
  const key = JSON.stringify(formatTarget(target));
  return `  ${key}: {
    package: ${JSON.stringify(name)},
    addons: [
${addons.map((addon) => `      ${addonText(addon, name)},`).join("\n")}
    ],
  },`;
}

function addonText({ path, napi, runtime, abi }: PackagedAddon, name: string): string {
  const needs =
    napi === undefined ? `runtime: ${JSON.stringify(runtime)}, abi: ${abi ?? "undefined"}` : `napi: ${napi}`;
  return `{ ${needs}, load: () => require(${JSON.stringify(`${name}/${path}`)}) }`;
}
