import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { FarmError } from "./errors.js";

/** Where the releases of one channel come from. */
export interface ChannelConfig {
  /** A dist tree: `https://nodejs.org/download/release`. */
  readonly url: string;
  /** What vouches for a source: the signed list, or a list that the server alone vouches for. */
  readonly verification: "signature" | "shasums";
}

/** What farm.json holds. Paths are relative to the farm's folder. */
export interface FarmConfig {
  readonly name: string;
  /** Where the public reaches the farm; provenance names it as the builder. */
  readonly url: string;
  /** The folder of recipes. */
  readonly recipes: string;
  /** The channels that are watched. */
  readonly channels: Readonly<Record<string, ChannelConfig>>;
  /** Armored keys that sign upstream's lists, in place of the Node.js release keys. */
  readonly upstreamKeyring?: string | undefined;
  /** A file of SQLite for workers of one machine, or `postgres://…` for those of many. */
  readonly queue: string;
  /** Where workers leave what they built: a folder or `s3://…`. */
  readonly artifacts: string;
  /** `podman`, `docker`, `bubblewrap`; `host` isolates nothing. The first that works, when absent. */
  readonly runner?: "podman" | "docker" | "bubblewrap" | "host" | undefined;
  /** Workers take no job while less is free. */
  readonly minFreeBytes: number;
  /** Days after which `gc` moves things to the trash, and empties it. */
  readonly keepDays: { readonly logs: number; readonly artifacts: number; readonly trash: number };
}

const channel: z.ZodType<ChannelConfig> = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  verification: z.enum(["signature", "shasums"]),
});

const days = z.number().nonnegative();

const schema: z.ZodType<FarmConfig> = z.strictObject({
  name: z.string().min(1),
  url: z.url({ protocol: /^https?$/ }),
  recipes: z.string(),
  channels: z.record(z.string(), channel),
  upstreamKeyring: z.string().optional(),
  queue: z.string().min(1),
  artifacts: z.string().min(1),
  runner: z.enum(["podman", "docker", "bubblewrap", "host"]).optional(),
  minFreeBytes: z.number().nonnegative(),
  keepDays: z.strictObject({ logs: days, artifacts: days, trash: days }),
});

/** What a new farm begins with: nodejs.org's releases and candidates. */
export const defaultConfig: FarmConfig = {
  name: "build farm",
  url: "http://127.0.0.1:8080",
  recipes: "recipes",
  channels: {
    release: { url: "https://nodejs.org/download/release", verification: "signature" },
    rc: { url: "https://nodejs.org/download/rc", verification: "signature" },
  },
  queue: "queue.sqlite",
  artifacts: "artifacts",
  minFreeBytes: 5_000_000_000,
  keepDays: { logs: 90, artifacts: 30, trash: 14 },
};

/** @throws FarmError ERR_FARM_CONFIG, which names every key at fault */
export function parseConfig(value: unknown, path: string): FarmConfig {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path: at, message }) => `${at.join(".") || "it"}: ${message}`);
  throw new FarmError("ERR_FARM_CONFIG", `${path} cannot be used: ${issues.join("; ")}`, {
    hint: "packages/build-farm/README.md lists the keys",
  });
}

/** Reads farm.json of a farm's folder. @throws FarmError ERR_FARM_CONFIG */
export async function loadConfig(root: string): Promise<FarmConfig> {
  const path = join(root, "farm.json");
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw new FarmError("ERR_FARM_CONFIG", `${root} is no farm: ${path} cannot be read`, {
      hint: "`farm init` makes one",
      cause,
    });
  }
  return parseConfig(value, path);
}
