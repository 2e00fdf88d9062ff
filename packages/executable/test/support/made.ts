import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { analyse } from "../../src/inject/analysis.js";
import { type InjectOptions, inject } from "../../src/inject/inject.js";

/**
 * Writes a base, makes an executable of it, and gives its bytes and its path.
 * With `hashes: "own"`, no page hashes are taken over from the signature of the base.
 */
export async function makeOf(
  base: Uint8Array,
  {
    hashes,
    ...options
  }: Partial<InjectOptions> & Pick<InjectOptions, "content"> & { readonly hashes?: "own" },
): Promise<{
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), "executable-"));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, "output");
    await writeFile(join(folder, "base"), base);
    const analysis = await analyse(join(folder, "base"));
    const known = hashes === "own" ? { ...analysis, hasSoundPages: false } : analysis;
    await inject({ base: join(folder, "base"), output: path, analysis: known, ...options });
    return { path, bytes: new Uint8Array(await readFile(path)), [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
