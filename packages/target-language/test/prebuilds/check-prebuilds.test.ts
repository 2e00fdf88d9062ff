import { expect, test } from "vitest";
import { checkPrebuilds } from "../../src/prebuilds/check-prebuilds.js";
import { knowledge } from "../support.js";

const abi = (target: string, nodeAbi: number) => ({ target, runtime: "node", nodeAbi });
const napi = (target: string, nodeApi: number) => ({ target, runtime: "node", nodeApi });

function check(manifest: object, prebuilds: readonly object[]): string[] {
  const text = JSON.stringify({ binary: {}, ...manifest });
  const prebuildManifest = JSON.stringify({ schema: 1, prebuilds });
  return checkPrebuilds(text, { ...knowledge, prebuildManifest }).map(
    ({ code, message, start, end }) => `${code} ${text.slice(start, end)} ${message}`,
  );
}

const missing = (at: string, target: string, lines: string) =>
  `no-prebuild ${at} The manifest of prebuilds has none for ${target} (${lines})`;

test("an addon of Node-API serves every line", () => {
  expect(check({}, [napi("linux-x64-glibc", 8), napi("darwin-arm64", 8)])).toEqual([]);
});

test("an addon of one ABI lacks the other supported lines", () => {
  expect(check({}, [abi("linux-x64-glibc", 127), abi("linux-x64-glibc", 147)])).toEqual([
    missing('"binary"', "linux-x64-glibc", "Node.js 24 (Krypton), ABI 137"),
  ]);
  expect(check({ engines: { node: "22" } }, [abi("linux-x64-glibc", 127)])).toEqual([]);
});

test("os and cpu say where it is to run", () => {
  const manifest = { os: ["linux"], cpu: ["x64"], engines: { node: ">=24 <25" } };
  expect(check(manifest, [napi("linux-x64-glibc", 8)])).toEqual([
    missing('"binary"', "linux-x64-musl", "Node.js 24 (Krypton), ABI 137"),
  ]);
  expect(check({ ...manifest, libc: ["glibc"] }, [napi("linux-x64-glibc", 8)])).toEqual([]);
});

test("a target of pkg needs a prebuild as well", () => {
  const manifest = { pkg: { targets: ["node22-win-x64", "node22-linux-x64", "nonsense"] } };
  expect(check(manifest, [napi("linux-x64-glibc", 8)])).toEqual([
    missing("node22-win-x64", "win32-x64", "Node.js 22 (Jod), ABI 127"),
  ]);
});

test("without a manifest, or without binary, nothing is missing", () => {
  expect(checkPrebuilds('{"binary": {}}', knowledge)).toEqual([]);
  expect(checkPrebuilds("{}", { ...knowledge, prebuildManifest: '{"prebuilds": []}' })).toEqual([]);
});
