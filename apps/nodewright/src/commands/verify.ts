import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { type Command, type Io, UsageError } from "@nodewright/command-line";
import {
  createKeyring,
  type FileVerdict,
  formatVerdict,
  type Keyring,
  listedName,
  type Policy,
  type Verdict,
  verifyFile,
  verifyShasums,
} from "@nodewright/gpg-verify";
import { type Answer, eachInput } from "../each-input.js";
import { readInputs } from "../inputs.js";
import { readBytes } from "../read-input.js";
import { answerProvenance, isProvenance } from "./verify-provenance.js";

interface VerifyFlags {
  readonly signature?: string;
  readonly policy: Policy;
  readonly keyring?: string;
  readonly release?: string;
  readonly provenanceKey?: string;
  readonly json?: boolean;
}

/** A signed list and the files that were named after it. */
interface Job {
  readonly list: string;
  readonly files: string[];
}

export function addVerify(root: Command, io: Io, setExitCode: (code: number) => void): void {
  root
    .command("verify")
    .description("check signed SHASUMS256.txt files, and files against them")
    .argument(
      "<list...>",
      "SHASUMS256.txt.asc, the files to check against it, the next list, …; - for lines on standard input",
    )
    .option("--signature <file>", "detached signature (.sig or .asc) of a plain SHASUMS256.txt")
    .option("--policy <policy>", "strict, release or historic", readPolicy, "release")
    .option("--keyring <file>", "armored public keys to trust instead of the Node.js release keys")
    .option("--release <version>", "the list must be of this release")
    .option(
      "--provenance-key <file>",
      "Ed25519 public key (PEM) that signs .intoto.jsonl files, which then count as lists",
    )
    .option("--json", "one JSON object a list")
    .action((names: readonly string[], flags: VerifyFlags) => run(names, flags, io, setExitCode));
}

async function run(
  names: readonly string[],
  flags: VerifyFlags,
  io: Io,
  setExitCode: (code: number) => void,
): Promise<void> {
  const keyring = flags.keyring === undefined ? undefined : createKeyring(await readBytes(flags.keyring, io));
  const jobs = new Map((await toJobs(names, flags, io)).map((job) => [job.list, job]));
  await eachInput({
    inputs: [...jobs.keys()],
    json: flags.json ?? false,
    io,
    setExitCode,
    answer: (list) => answer(jobs.get(list) ?? { list, files: [] }, flags, { io, keyring }),
  });
}

/** The first name is a list; later ones are lists when they hold a clear-signed message, else files of the list before. */
async function toJobs(names: readonly string[], flags: VerifyFlags, io: Io): Promise<Job[]> {
  const jobs: Job[] = [];
  for await (const name of readInputs(names, io)) {
    const last = jobs.at(-1);
    const isList =
      last === undefined || (flags.signature === undefined && (await isClearsigned(resolve(io.cwd, name))));
    if (isList) jobs.push({ list: name, files: [] });
    else last.files.push(name);
  }
  return jobs;
}

async function isClearsigned(path: string): Promise<boolean> {
  if (path.endsWith(".asc") || isProvenance(path)) return true;
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
      return buffer.toString("latin1", 0, bytesRead).includes("-----BEGIN PGP SIGNED MESSAGE-----");
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}

async function answer(
  { list, files }: Job,
  flags: VerifyFlags,
  { io, keyring }: { readonly io: Io; readonly keyring: Keyring | undefined },
): Promise<Answer> {
  if (isProvenance(list)) return answerProvenance({ list, files, keyFile: flags.provenanceKey }, io);
  const bytes = await readBytes(list, io);
  const verdict = await verifyShasums(
    flags.signature === undefined
      ? { clearsigned: bytes }
      : { text: bytes, signature: await readBytes(flags.signature, io) },
    { keyring, policy: flags.policy, version: flags.release },
  );
  const checked = await checkFiles(verdict, files, io);
  return {
    report: { ...withoutShasums(verdict), ...(checked.length > 0 ? { files: checked } : {}) },
    text: [`${list}: ${formatVerdict(verdict)}`, ...checked.map(({ reason }) => `  ${reason}`)].join("\n"),
    isNegative: verdict.verdict !== "valid" || checked.some((file) => file.verdict !== "valid"),
  };
}

async function checkFiles(
  verdict: Verdict,
  files: readonly string[],
  io: Io,
): Promise<(FileVerdict & { file: string })[]> {
  if (verdict.verdict !== "valid") return [];
  const checked: (FileVerdict & { file: string })[] = [];
  for (const file of files) {
    const name = listedName(verdict.shasums, resolve(io.cwd, file)) ?? file;
    checked.push({ file, ...(await verifyFile(resolve(io.cwd, file), verdict, name)) });
  }
  return checked;
}

/** The digests themselves would bury the verdict; they are in the file. */
function withoutShasums(verdict: Verdict): Record<string, unknown> {
  if (verdict.verdict !== "valid") return { ...verdict };
  const { shasums, ...rest } = verdict;
  return { ...rest, fileCount: shasums.size };
}

function readPolicy(text: string): Policy {
  const policies: readonly Policy[] = ["strict", "release", "historic"];
  const found = policies.find((policy) => policy === text);
  if (found !== undefined) return found;
  throw new UsageError(`there is no policy ${JSON.stringify(text)}`, {
    hint: `one of ${policies.join(", ")}`,
  });
}
