import type { ReleaseRow } from "../src/index.js";

const FILES = [
  "aix-ppc64",
  "headers",
  "linux-arm64",
  "linux-ppc64le",
  "linux-s390x",
  "linux-x64",
  "osx-x64-tar",
  "src",
];
const WINDOWS = ["win-x64-7z", "win-x64-exe", "win-x64-msi", "win-x64-zip"];

interface Shape {
  readonly lts?: string;
  readonly extra?: readonly string[];
  readonly files?: readonly string[];
}

/** A row of a small index made for a test. */
export function makeRow(version: string, date: string, { lts, extra = [], files }: Shape = {}): ReleaseRow {
  return {
    version,
    date,
    files: files ?? [...FILES, ...extra, ...WINDOWS].sort(),
    npm: "10.0.0",
    v8: "12.0.0.0",
    modules: "127",
    lts: lts ?? false,
    security: false,
  };
}

/** Releases of several lines with what matters of their history: LTS names, armv7 until v23, musl since v26.9.0. */
export const rows: readonly ReleaseRow[] = [
  makeRow("v26.13.0", "2026-10-28", { lts: "Lithium", files: [] }),
  makeRow("v26.9.0", "2026-09-16", { extra: ["linux-x64-musl"] }),
  makeRow("v26.7.0", "2026-08-05"),
  makeRow("v25.9.0", "2026-04-01"),
  makeRow("v24.22.0", "2026-10-14", { lts: "Krypton", files: [] }),
  makeRow("v24.21.0", "2026-09-07", { lts: "Krypton", extra: ["linux-x64-musl"] }),
  makeRow("v24.10.0", "2025-10-08"),
  makeRow("v23.11.1", "2025-05-14", { extra: ["linux-armv7l"] }),
  makeRow("v22.23.2", "2026-07-29", { lts: "Jod", extra: ["linux-armv7l"] }),
  makeRow("v22.11.0", "2024-10-29", { lts: "Jod", extra: ["linux-armv7l"] }),
  makeRow("v22.1.0", "2024-05-02", { extra: ["linux-armv7l"] }),
  makeRow("v20.20.2", "2026-03-24", { lts: "Iron", extra: ["linux-armv7l"] }),
  makeRow("v4.9.1", "2018-03-28", { lts: "Argon" }),
  makeRow("v0.12.18", "2017-02-22"),
  makeRow("v0.11.16", "2015-01-30"),
  makeRow("v0.10.48", "2016-10-18"),
];

/** Of other channels. */
export const prereleases: readonly ReleaseRow[] = [
  makeRow("v27.0.0-alpha.0.1.1", "2026-11-16"),
  makeRow("v27.0.0-alpha.0.1.0", "2026-11-12"),
  makeRow("v27.0.0-nightly20261101aaaaaaaaaa", "2026-11-01"),
  makeRow("v24.0.0-nightly20250402bbbbbbbbbb", "2025-04-02"),
  makeRow("v24.0.0-nightly20250401cccccccccc", "2025-04-01"),
  makeRow("v23.5.0-nightly20241201dddddddddd", "2024-12-01"),
  makeRow("v19.0.0-rc.2", "2022-10-14"),
  makeRow("v19.0.0-rc.1", "2022-10-04"),
  makeRow("v24.0.0-v8-canary20250101eeeeeeeeee", "2025-01-01"),
];
