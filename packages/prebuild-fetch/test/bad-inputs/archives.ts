import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { InstallPlan } from "../../src/install/types.js";
import { install, installPlan, TARBALL, testClient } from "../support/install.js";
import { realAddon } from "../support/real-addons.js";
import { serve } from "../support/serve.js";
import { addonTarball, type TarEntry, tarball } from "../support/tarball.js";
import type { BadInput } from "./bad-input.js";

type Bytes = Buffer | Promise<Buffer>;
type Row = readonly [
  title: string,
  bytes: () => Bytes,
  says: string,
  hint: string,
  fields?: Partial<InstallPlan>,
];

const addon = realAddon("linux-x64-glibc");
const FORMATS = "Supported are tar, tar.gz, tar.xz, tar.zst and zip; most releases come as one of them.";
const UNSAFE = "The archive is not safe to unpack: do not use it, and tell whoever published it.";
const FOREIGN =
  "The build for another platform stands in this one's place: build from source, and tell the package's author.";
const BADLY_PACKED =
  "The archive is of another module or badly packed: build from source, and tell the package's author.";
const NO_BINARY = "The file is damaged or was never a binary: fetch it again, or build from source.";
const INCOMPLETE = "The file is incomplete: fetch it again.";

const corrupt: readonly Row[] = [
  ["nothing", () => Buffer.alloc(0), "it is empty", FORMATS],
  [
    "random bytes",
    () => Buffer.from("\x93\x02\x81garbage that no program wrote".repeat(99), "latin1"),
    "it is no archive of a known format",
    FORMATS,
  ],
  [
    "a page for people",
    () => Buffer.from("<!doctype html><title>Sign in</title>"),
    "the server sent a web page instead of the file",
    "Open the address in a browser: a login page, a proxy or a wrong mirror path is the usual cause.",
  ],
  [
    "a JSON answer",
    () => Buffer.from('{"error":"no such key"}'),
    "it is no archive of a known format",
    FORMATS,
  ],
  ["the addon itself", () => addon, "ELF executable is not supported", FORMATS],
  [
    "a gzip of no tar",
    () => gzipSync(addon),
    "it holds no tar archive",
    "Check that this is the archive, and not one file that was compressed by itself.",
  ],
  [
    "a gzip of nothing",
    () => gzipSync(""),
    "it holds no tar archive",
    "Check that this is the archive, and not one file that was compressed by itself.",
  ],
  [
    "a tarball cut in its middle",
    async () => cut(await addonTarball(addon), 0.5),
    "its compressed data end in the middle",
    INCOMPLETE,
  ],
  [
    "a tarball cut after the addon",
    async () => cut(await addonTarball(addon, [{ name: "binding/z", content: randomBytes(100_000) }]), 0.95),
    "its compressed data end in the middle",
    INCOMPLETE,
  ],
  [
    "a tarball cut by one byte",
    async () => (await addonTarball(addon)).subarray(0, -1),
    "its compressed data end in the middle",
    INCOMPLETE,
  ],
  [
    "a tarball with a flipped bit",
    async () => flip(await addonTarball(addon)),
    "incorrect data check",
    "The file is damaged: fetch it again.",
  ],
  [
    "an archive without the addon",
    () => tarball([{ name: "binding/other.node", content: addon }]),
    "it holds no my_addon.node",
    BADLY_PACKED,
  ],
  [
    "an archive without a folder",
    () => tarball([{ name: "my_addon.node", content: addon }]),
    "it holds no my_addon.node",
    BADLY_PACKED,
  ],
  [
    "a folder in the addon's place",
    () => tarball([{ name: "binding/my_addon.node/", type: "directory" }]),
    "it holds no my_addon.node",
    BADLY_PACKED,
  ],
  [
    "an empty addon",
    () => addonTarball(Buffer.alloc(0)),
    "as an addon: my_addon.node is no executable: the file is empty",
    NO_BINARY,
  ],
  [
    "a script in the addon's place",
    () => addonTarball(Buffer.from("#!/bin/sh\nexit 0\n")),
    "as an addon: my_addon.node is no executable: it is a script for /bin/sh",
    NO_BINARY,
  ],
  [
    "an addon cut short, packed with care",
    () => addonTarball(addon.subarray(0, addon.length / 2)),
    "as an addon: my_addon.node is damaged: a loaded segment should end at byte 141432, but the file has 75372 bytes",
    NO_BINARY,
  ],
  [
    "an entry with ..",
    () => withEntries({ name: "binding/../../../evil", content: "x" }),
    'its entry "binding/../../../evil" has ".." in its path',
    UNSAFE,
  ],
  [
    "an absolute path",
    () => withEntries({ name: "/tmp/evil", content: "x" }),
    'its entry "/tmp/evil" has an absolute path',
    UNSAFE,
  ],
  [
    "a link out, and a file through it",
    () =>
      withEntries(
        { name: "binding/out", type: "symlink", linkname: "../../.." },
        { name: "binding/out/evil", content: "x" },
      ),
    'its entry "out" is a link out of the directory, to "../../.."',
    UNSAFE,
  ],
  [
    "an absolute link",
    () => withEntries({ name: "binding/passwd", type: "symlink", linkname: "/etc/passwd" }),
    'its entry "passwd" is a link out of the directory, to "/etc/passwd"',
    UNSAFE,
  ],
  [
    "a hard link out",
    () => withEntries({ name: "binding/passwd", type: "link", linkname: "/etc/passwd" }),
    'its entry "binding/passwd" links to a file that has an absolute path',
    UNSAFE,
  ],
  [
    "a device",
    () => withEntries({ name: "binding/null", type: "character-device", devmajor: 1, devminor: 3 }),
    'its entry "binding/null" is a device, a pipe or another special file',
    UNSAFE,
  ],
  [
    "an addon that is a link to a file of the system",
    () =>
      tarball([
        { name: "binding/my_addon.node", type: "symlink", linkname: "/lib/x86_64-linux-gnu/libc.so.6" },
      ]),
    'its entry "my_addon.node" is a link out of the directory, to "/lib/x86_64-linux-gnu/libc.so.6"',
    UNSAFE,
  ],
];

const foreign: readonly Row[] = [
  [
    "an addon for linux-arm64-glibc",
    () => addonTarball(realAddon("linux-arm64-glibc")),
    "it is a linux-arm64 glibc Node-API addon (needs glibc 2.28), and its CPU is arm64, not x64",
    FOREIGN,
  ],
  [
    "an addon for linux-armv7-glibc",
    () => addonTarball(realAddon("linux-armv7-glibc")),
    "it is a linux-armv7 glibc Node-API addon (needs glibc 2.28), and its CPU is armv7, not x64",
    FOREIGN,
  ],
  [
    "an addon for linux-x64-musl",
    () => addonTarball(realAddon("linux-x64-musl")),
    "it is a linux-x64 musl Node-API addon, and its C library is musl, not glibc",
    FOREIGN,
  ],
  [
    "an addon for android-arm64",
    () => addonTarball(realAddon("android-arm64")),
    "it is an android-arm64 Node-API addon, and its system is android, not linux, its C library is bionic, not glibc, its CPU is arm64, not x64",
    FOREIGN,
  ],
  [
    "an addon for macOS",
    () => addonTarball(realAddon("darwin-universal")),
    "it is a darwin-x64+arm64 shared library, and its system is darwin, not linux",
    FOREIGN,
  ],
  [
    "an addon for win32-x64",
    () => addonTarball(realAddon("win32-x64")),
    "it is a win32-x64 Node-API addon, and its system is win32, not linux",
    FOREIGN,
  ],
  [
    "an addon for win32-ia32",
    () => addonTarball(realAddon("win32-ia32")),
    "it is a win32-ia32 Node-API addon, and its system is win32, not linux, its CPU is ia32, not x64",
    FOREIGN,
  ],
  [
    "a program",
    () => addonTarball(readFileSync("/bin/true")),
    "it is a linux-x64 glibc executable (needs glibc 2.34), and its kind is executable, not shared-library, what it registers with Node.js is nothing, not an addon",
    FOREIGN,
  ],
  [
    "an addon for glibc, on musl",
    () => addonTarball(addon),
    "it is a linux-x64 glibc Node-API addon (needs glibc 2.28), and its C library is glibc, not musl",
    FOREIGN,
    { target: { os: "linux", arch: "x64", libc: "musl" } },
  ],
  [
    "an addon for ARMv7, on ARMv6",
    () => addonTarball(realAddon("linux-armv7-glibc")),
    "it is a linux-armv7 glibc Node-API addon (needs glibc 2.28), and its ARM version is 7, not 6",
    FOREIGN,
    { target: { os: "linux", arch: "arm", armVersion: "6", libc: "glibc" } },
  ],
];

const badInput =
  (code: BadInput["code"]) =>
  ([title, bytes, says, hint, fields]: Row): BadInput => ({
    ...{ title, code, says, hint },
    attempt: async (root) => {
      const server = await serve({ [`/v1.2.3/${TARBALL}`]: await bytes() });
      const { error } = await install(installPlan(root, server.url, fields), {
        client: testClient({ retries: 0 }),
      });
      throw error;
    },
  });

export const archives: readonly BadInput[] = [
  ...corrupt.map(badInput("ERR_PREBUILD_CORRUPT")),
  ...foreign.map(badInput("ERR_PREBUILD_INCOMPATIBLE")),
];

const withEntries = (...entries: readonly TarEntry[]): Promise<Buffer> => addonTarball(addon, entries);

function cut(bytes: Buffer, share: number): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length * share));
}

function flip(bytes: Buffer): Buffer {
  const flipped = Buffer.from(bytes);
  const middle = Math.floor(bytes.length / 2);
  flipped[middle] = (flipped[middle] ?? 0) ^ 0x10;
  return flipped;
}
