/**
 * What checking one signed list costs: once loaded, and as the only thing that a process does.
 * Beside it stand a bare Node.js and openpgp.js, which this package loads only to sign.
 *
 *   pnpm run build && pnpm run bench
 *
 * Reads real lists where NODEWRIGHT_CORPUS, or ../shared beside the repository, has them; otherwise a
 * list that is signed on the spot, with its key beside the pinned ones.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  createKeyring,
  generateSigningKey,
  keyringToJson,
  nodeReleaseKeyring,
  signShasums,
  verifyShasums,
} from "@nodewright/gpg-verify";

const WARM_RUNS = 500;
const PROCESS_RUNS = 15;
const ours = JSON.stringify(import.meta.resolve("@nodewright/gpg-verify"));
const openpgp = JSON.stringify(import.meta.resolve("openpgp"));
const corpus = process.env.NODEWRIGHT_CORPUS ?? fileURLToPath(new URL("../../../../shared", import.meta.url));

const scratch = mkdtempSync(join(tmpdir(), "gpg-verify-bench-"));
try {
  const { lists, keyring } = existsSync(join(corpus, "data/shasums")) ? realLists() : await ownList();
  for (const [name, file] of lists) report(`verify, once loaded: ${name}`, await warm(file, keyring));
  report("process: bare node", cold("0"));
  report("process: import this package", cold(`await import(${ours})`));
  for (const [name, file] of lists)
    report(`process: import and verify ${name}`, cold(oneShot(file, keyring)));
  report("process: import openpgp", cold(`await import(${openpgp})`));
} finally {
  rmSync(scratch, { recursive: true });
}

function realLists() {
  const list = (version) => join(corpus, "data/shasums", `${version}.asc`);
  return {
    lists: [
      ["v26.7.0 (Ed25519)", list("v26.7.0")],
      ["v20.10.0 (RSA 4096)", list("v20.10.0")],
      ["v0.10.32 (DSA 1024)", list("v0.10.32")],
    ],
    keyring: nodeReleaseKeyring,
  };
}

async function ownList() {
  const key = await generateSigningKey({ name: "Bench", email: "bench@example.org" });
  const text = Array.from({ length: 40 }, (_, index) => `${"0".repeat(64)}  file-${index}.tar.gz\n`).join("");
  const file = join(scratch, "SHASUMS256.txt.asc");
  writeFileSync(file, (await signShasums(text, { privateKey: key.privateKey })).clearsigned);
  const keyring = createKeyring(key.publicKey);
  return {
    lists: [["own list (Ed25519)", file]],
    keyring: { ...keyring, keys: [...keyring.keys, ...nodeReleaseKeyring.keys] },
  };
}

async function warm(file, keyring) {
  const clearsigned = readFileSync(file);
  const times = [];
  for (let run = 0; run < WARM_RUNS; run += 1) {
    const start = performance.now();
    const { verdict } = await verifyShasums({ clearsigned }, { keyring });
    times.push(performance.now() - start);
    if (verdict !== "valid") throw new Error(`${file} is ${verdict}`);
  }
  return times;
}

function oneShot(file, keyring) {
  const table = join(scratch, "keyring.json");
  const isPinned = keyring === nodeReleaseKeyring;
  if (!isPinned) writeFileSync(table, keyringToJson(keyring));
  const chosen = isPinned
    ? "{}"
    : `{ keyring: keyringFromJson(readFileSync(${JSON.stringify(table)}, "utf8")) }`;
  return `
    import { readFileSync } from "node:fs";
    import { keyringFromJson, verifyShasums } from ${ours};
    const { verdict } = await verifyShasums({ clearsigned: readFileSync(${JSON.stringify(file)}) }, ${chosen});
    if (verdict !== "valid") throw new Error(verdict);
  `;
}

function cold(code) {
  return Array.from({ length: PROCESS_RUNS }, () => {
    const start = performance.now();
    const { status } = spawnSync(process.execPath, ["--input-type=module", "--eval", code], {
      stdio: "inherit",
    });
    if (status !== 0) throw new Error(`a process ended with ${status}`);
    return performance.now() - start;
  });
}

function report(name, times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2).padStart(8);
  console.log(`${name.padEnd(48)} median ${at(0.5)} ms   p95 ${at(0.95)} ms`);
}
