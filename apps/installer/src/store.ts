import { resolve } from "node:path";
import { createTreeStore, type TreeStore } from "@nodewright/artifact-store";
import type { Io } from "@nodewright/command-line";
import { defaultStoreRoot } from "@nodewright/installation/places";
import { userHome } from "./place.js";

/** Where prefixes are kept for the next install, undefined for a user without a home. */
export function storeOf(io: Io): TreeStore | undefined {
  const root = defaultStoreRoot({ env: io.env, home: userHome(), platform: process.platform });
  return root === undefined ? undefined : createTreeStore({ root: resolve(io.cwd, root) });
}
