import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PrebuildAuthorError } from "./errors.js";

/** A JSON object, of which nothing more is known. */
export type Fields = Readonly<Record<string, unknown>>;

/** An addon's folder and package.json. */
export interface AddonProject {
  /** Absolute. */
  readonly root: string;
  readonly manifest: Fields;
  readonly name: string;
  readonly version: string;
  /** `binary`; empty for an addon without. */
  readonly binary: Fields;
}

/** @throws PrebuildAuthorError ERR_AUTHOR_PROJECT for a folder without a package.json that has a name and a version */
export async function readProject(root: string): Promise<AddonProject> {
  const path = join(root, "package.json");
  let manifest: unknown;
  try {
    manifest = JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw new PrebuildAuthorError("ERR_AUTHOR_PROJECT", `${path} cannot be read: ${messageOf(cause)}`, {
      hint: "run this in the addon's folder, or name it with --directory",
      cause,
    });
  }
  const fields = fieldsOf(manifest);
  const { name, version } = fields;
  if (typeof name === "string" && name !== "" && typeof version === "string" && version !== "") {
    return { root, manifest: fields, name, version, binary: fieldsOf(fields.binary) };
  }
  throw new PrebuildAuthorError("ERR_AUTHOR_PROJECT", `${path} has no name and version`, {
    hint: "give it both",
  });
}

/** The value if it is an object, else an empty one. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
