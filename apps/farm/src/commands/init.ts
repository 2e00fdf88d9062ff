import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createFarm, type FarmConfig, keyFiles } from "@nodewright/build-farm";
import type { Command, Io } from "@nodewright/command-line";
import { type FarmFlags, farmRoot, print, withFarmFlags } from "../session.js";

interface InitFlags extends FarmFlags {
  readonly name?: string;
  readonly url?: string;
  readonly email: string;
  readonly recipes?: string;
  readonly upstream?: string;
  readonly upstreamKeyring?: string;
  readonly queue?: string;
  readonly artifacts?: string;
  readonly unsafeHost?: boolean;
  readonly minFree?: string;
}

export function addInit(root: Command, io: Io): void {
  withFarmFlags(root.command("init"))
    .description("make a farm: farm.json, keys of its own, a folder of recipes")
    .option("--name <name>", "whom the keys name (default: build farm)")
    .option("--email <address>", "whom the keys name", "farm@localhost")
    .option("--url <url>", "where the public will reach the farm")
    .option("--recipes <folder>", "copy these recipes")
    .option("--upstream <url>", "a dist tree to follow in place of nodejs.org's releases and candidates")
    .option(
      "--upstream-keyring <file>",
      "armored keys that sign its lists, in place of the Node.js release keys",
    )
    .option(
      "--artifacts <place>",
      "where workers leave what they built: a folder or s3://bucket/prefix?region=…",
    )
    .option("--min-free <bytes>", "take no work while less is free (default: 5000000000)")
    .option("--unsafe-host", "build on the bare machine, isolated from nothing")
    .action((flags: InitFlags) => init(flags, io));
}

async function init(flags: InitFlags, io: Io): Promise<void> {
  const root = farmRoot(flags, io);
  await mkdir(root, { recursive: true });
  const config = await configOf(root, flags, io);
  const options = { root, config, email: flags.email, now: () => new Date() };
  const { fingerprint } = await createFarm({ ...options, passphrase: io.env.NODEWRIGHT_FARM_PASSPHRASE });
  if (flags.recipes !== undefined) {
    await cp(resolve(io.cwd, flags.recipes), join(root, "recipes"), { recursive: true });
  }
  const publicKey = join(root, keyFiles.publicKey);
  print(
    flags,
    io,
    { root, fingerprint, publicKey },
    `farm at ${root}\nsigning key ${fingerprint}\n` +
      `hand out ${publicKey}: nodewright-install --farm <url>/download/release --farm-keyring <file>\n`,
  );
}

async function configOf(root: string, flags: InitFlags, { cwd }: Io): Promise<Partial<FarmConfig>> {
  const { name, url, upstream, queue, artifacts, minFree } = flags;
  const given = {
    ...(name === undefined ? {} : { name }),
    ...(url === undefined ? {} : { url }),
    ...(queue === undefined ? {} : { queue }),
    ...(artifacts === undefined ? {} : { artifacts }),
    ...(minFree === undefined ? {} : { minFreeBytes: Number(minFree) }),
    ...(flags.unsafeHost === true ? { runner: "host" as const } : {}),
    ...(upstream === undefined
      ? {}
      : { channels: { release: { url: upstream.replace(/\/$/, ""), verification: "signature" as const } } }),
  };
  if (flags.upstreamKeyring === undefined) return given;
  await writeFile(join(root, "upstream.asc"), await readFile(resolve(cwd, flags.upstreamKeyring)));
  return { ...given, upstreamKeyring: "upstream.asc" };
}
