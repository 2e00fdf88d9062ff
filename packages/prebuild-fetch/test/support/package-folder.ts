import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PrebuildHost } from "@nodewright/abi-resolver";
import type { LocateContext } from "../../src/locate/types.js";
import { type RealTarget, realAddonPath } from "./real-addons.js";
import { temporaryDirectory } from "./temporary-directory.js";

export const linuxX64: PrebuildHost = { os: "linux", arch: "x64", libc: "glibc" };

/** A package with real addons at these paths. */
export function packageFolder(manifest: object, addons: Readonly<Record<string, RealTarget>> = {}): string {
  const root = temporaryDirectory();
  writeFileSync(
    join(root, "package.json"),
    JSON.stringify({ name: "my-addon", version: "1.2.3", ...manifest }),
  );
  for (const [path, target] of Object.entries(addons)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    cpSync(realAddonPath(target), join(root, path));
  }
  return root;
}

/** What a finder is given. */
export function locateContext(
  manifest: LocateContext["manifest"],
  fields: Partial<LocateContext> = {},
): LocateContext {
  return {
    root: fields.root ?? "/work",
    host: linuxX64,
    runtime: { version: "24.11.0" },
    env: {},
    manifest: { name: "my-addon", version: "1.2.3", ...manifest },
    ...fields,
  };
}
