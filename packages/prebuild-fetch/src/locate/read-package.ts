import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PrebuildError } from "../errors.js";
import type { AddonPackage } from "./types.js";

/** @throws PrebuildError ERR_PREBUILD_CONFIG */
export async function readPackage(root: string): Promise<AddonPackage> {
  const path = join(root, "package.json");
  try {
    const manifest: unknown = JSON.parse(await readFile(path, "utf8"));
    if (typeof manifest !== "object" || manifest === null) throw new TypeError("it is no object");
    return { ...manifest };
  } catch (cause) {
    throw new PrebuildError(
      "ERR_PREBUILD_CONFIG",
      `cannot read ${path}: ${cause instanceof Error ? cause.message : String(cause)}`,
      { hint: "give the folder of a package", cause },
    );
  }
}

/** The members of a value that should be an object of texts. */
export function textsOf(value: unknown): Readonly<Record<string, string>> {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
