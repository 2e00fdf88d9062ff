import type { ReleaseRow } from "@nodewright/release-index";
import { createTarget, type Target } from "@nodewright/target-triple";

export const linux: Target = createTarget({ os: "linux", arch: "x64", libc: "glibc" });
export const musl: Target = createTarget({ os: "linux", arch: "x64", libc: "musl" });
export const mac: Target = createTarget({ os: "darwin", arch: "arm64" });
export const windows: Target = createTarget({ os: "win32", arch: "x64" });

export function row(version: string, more: Partial<ReleaseRow> = {}): ReleaseRow {
  return {
    version,
    date: "2026-09-07",
    files: ["headers", "linux-x64", "win-x64-zip"],
    npm: "11.0.0",
    modules: "137",
    lts: "Krypton",
    security: false,
    ...more,
  };
}

export function indexJson(...rows: readonly ReleaseRow[]): string {
  return `[\n${rows.map((one) => JSON.stringify(one)).join(",\n")}\n]\n`;
}
