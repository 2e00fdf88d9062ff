import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

const serialport = dirname(createRequire(import.meta.url).resolve("@serialport/bindings-cpp/package.json"));

/** The words that make any machine plan for linux-x64-glibc. */
export const FOR_LINUX: readonly string[] = [
  "--target_platform=linux",
  "--target_arch=x64",
  "--target_libc=glibc",
];

export function temporaryDirectory(): string {
  const folder = mkdtempSync(join(tmpdir(), "prebuild-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An npm package with a real addon for linux-x64-glibc where a build would put it. */
export function builtAddon(binary: object = {}): string {
  const root = temporaryDirectory();
  const manifest = {
    name: "my-addon",
    version: "1.0.0",
    main: "index.js",
    binary: {
      module_name: "my_addon",
      module_path: "./lib/binding/",
      host: "https://addons.example",
      remote_path: "./{name}/v{version}/",
      package_name: "{node_abi}-{platform}-{arch}-{libc}.tar.gz",
      ...binary,
    },
  };
  writeFileSync(join(root, "package.json"), JSON.stringify(manifest));
  mkdirSync(join(root, "lib/binding"), { recursive: true });
  const prebuilt = join(serialport, "prebuilds/linux-x64/@serialport+bindings-cpp.glibc.node");
  copyFileSync(prebuilt, join(root, "lib/binding/my_addon.node"));
  return root;
}
