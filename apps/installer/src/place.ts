import { homedir } from "node:os";
import { resolve } from "node:path";
import type { Io } from "@nodewright/command-line";
import { defaultRoot } from "@nodewright/installation/places";
import type { PlaceFlags } from "./flags.js";

/** Where installs are for these options. */
export function rootOf({ dir }: PlaceFlags, io: Io): string {
  return dir === undefined
    ? resolve(io.cwd, defaultRoot({ env: io.env, home: userHome(), platform: process.platform }))
    : resolve(io.cwd, dir);
}

/** Undefined for a user that the system does not know, as in many a container. */
export function userHome(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
