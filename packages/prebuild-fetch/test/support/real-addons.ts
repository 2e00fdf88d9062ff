import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** A published addon with builds for many platforms in its package, all of one C++ source on Node-API. */
const prebuilds = join(
  dirname(createRequire(import.meta.url).resolve("@serialport/bindings-cpp/package.json")),
  "prebuilds",
);

const FILES = {
  "linux-x64-glibc": "linux-x64/@serialport+bindings-cpp.glibc.node",
  "linux-x64-musl": "linux-x64/@serialport+bindings-cpp.musl.node",
  "linux-arm64-glibc": "linux-arm64/@serialport+bindings-cpp.armv8.glibc.node",
  "linux-armv6-glibc": "linux-arm/@serialport+bindings-cpp.armv6.glibc.node",
  "linux-armv7-glibc": "linux-arm/@serialport+bindings-cpp.armv7.glibc.node",
  "android-arm64": "android-arm64/@serialport+bindings-cpp.armv8.node",
  "darwin-universal": "darwin-x64+arm64/@serialport+bindings-cpp.node",
  "win32-ia32": "win32-ia32/@serialport+bindings-cpp.node",
  "win32-x64": "win32-x64/@serialport+bindings-cpp.node",
} as const;

export type RealTarget = keyof typeof FILES;

/** The folder that prebuildify filled. */
export const realPrebuilds: string = prebuilds;

export function realAddonPath(target: RealTarget): string {
  return join(prebuilds, FILES[target]);
}

export function realAddon(target: RealTarget): Buffer {
  return readFileSync(realAddonPath(target));
}
