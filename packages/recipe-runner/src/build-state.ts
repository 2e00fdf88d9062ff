import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeFileAtomic } from "@nodewright/artifact-store";
import * as z from "zod/mini";

/** When a phase ran. */
export interface PhaseRecord {
  readonly name: string;
  readonly startedAt: string;
  readonly endedAt: string;
}

/** What a build's folder keeps so that another process can go on with it. */
export interface BuildState {
  readonly lease: string;
  readonly recipeDigest: string;
  readonly version: string;
  readonly startedAt: string;
  /** The phases that have ended well. */
  readonly phases: readonly PhaseRecord[];
}

const schema: z.ZodMiniType<BuildState> = z.object({
  lease: z.string(),
  recipeDigest: z.string(),
  version: z.string(),
  startedAt: z.string(),
  phases: z.array(z.object({ name: z.string(), startedAt: z.string(), endedAt: z.string() })),
});

const fileIn = (directory: string): string => join(directory, "state.json");

/** The state of a build that another process has begun in this folder; undefined without one. */
export async function readBuildState(directory: string): Promise<BuildState | undefined> {
  try {
    return schema.parse(JSON.parse(await readFile(fileIn(directory), "utf8")));
  } catch {
    return undefined;
  }
}

export async function writeBuildState(directory: string, state: BuildState): Promise<void> {
  await writeFileAtomic(fileIn(directory), `${JSON.stringify(state, null, 2)}\n`);
}
