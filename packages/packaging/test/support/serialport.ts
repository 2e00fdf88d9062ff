import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { TracedFile } from "@nodewright/app-archive/trace";
import { createTarget, type Target } from "@nodewright/target-triple";
import { filesBelow } from "../../src/addons/listed-files.js";

/** A real addon with binaries for many targets in its folder. */
export const serialport: string = dirname(
  fileURLToPath(import.meta.resolve("@serialport/bindings-cpp/package.json")),
);
export const place = "app/node_modules/@serialport/bindings-cpp";

export const linux: Target = createTarget({ os: "linux", arch: "x64", libc: "glibc" });
export const linuxArm: Target = createTarget({ os: "linux", arch: "arm64", libc: "glibc" });
export const windows: Target = createTarget({ os: "win32", arch: "x64" });

const hostBinary = `${place}/prebuilds/linux-x64/@serialport+bindings-cpp.glibc.node`;

/** What a trace on Linux finds of it. */
export async function tracedSerialport(): Promise<TracedFile[]> {
  const all = await filesBelow(serialport, place, "app/main.js");
  return all.filter(({ path }) => path === hostBinary || path === `${place}/package.json`);
}
