import { resolve } from "node:path";
import { type Farm, openFarm } from "@nodewright/build-farm";
import type { Command, Io } from "@nodewright/command-line";
import { hostTarget } from "@nodewright/target-triple/host";
import { coreVersion } from "./core-version.js";

/** What every command takes. */
export interface FarmFlags {
  readonly directory?: string;
  readonly json?: boolean;
}

export function withFarmFlags(command: Command): Command {
  return command
    .option("-C, --directory <folder>", "the farm's folder (NODEWRIGHT_FARM_ROOT; default: the current one)")
    .option("--json", "one JSON object on standard output");
}

export function farmRoot({ directory }: FarmFlags, { cwd, env }: Io): string {
  return resolve(cwd, directory ?? env.NODEWRIGHT_FARM_ROOT ?? ".");
}

/** Opens the farm, does something, and closes it whatever comes of it. */
export async function withFarm<T>(flags: FarmFlags, io: Io, use: (farm: Farm) => Promise<T>): Promise<T> {
  const farm = await openFarm({
    root: farmRoot(flags, io),
    env: io.env,
    host: hostTarget(),
    now: () => new Date(),
    coreVersion: coreVersion(),
    passphrase: io.env.NODEWRIGHT_FARM_PASSPHRASE,
  });
  try {
    return await use(farm);
  } finally {
    await farm.close();
  }
}

/** Writes an object with `--json`, else lines for people. */
export function print(flags: FarmFlags, { stdout }: Io, value: object, text: string): void {
  stdout.write(flags.json === true ? `${JSON.stringify(value)}\n` : text);
}

export const words = (value: string): string[] => value.split(/[\s,]+/).filter((word) => word !== "");
