import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { LocateContext, PrebuildFinding } from "./types.js";

const FOLDERS = ["build/Release", "build/Debug"];

/** What node-gyp built here: loaders take it before any prebuilt. Its name says nothing of what it is for. */
export async function findLocalBuilds({ root, env }: LocateContext): Promise<readonly PrebuildFinding[]> {
  if (env.PREBUILDS_ONLY) return [];
  const lists = await Promise.all(
    FOLDERS.map(async (folder) =>
      (await readdir(join(root, folder)).catch(() => []))
        .filter((name) => name.endsWith(".node"))
        .sort()
        .map((name) => join(root, folder, name)),
    ),
  );
  return lists
    .flat()
    .map((path) => ({ scheme: "build", place: { kind: "file", path }, candidate: { name: path } }));
}
