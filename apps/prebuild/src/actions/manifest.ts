import { relative, resolve } from "node:path";
import type { Io } from "@nodewright/command-line";
import { readProject } from "@nodewright/prebuild-author";
import { readSigningKey, writePackageManifest } from "@nodewright/prebuild-fetch";

export interface ManifestFlags {
  readonly directory?: string;
  readonly json?: boolean;
  readonly signingKey?: string;
}

/** `nodewright prebuild manifest`: the manifest that ships inside the npm package. */
export async function manifest(
  { directory = ".", json = false, signingKey }: ManifestFlags,
  io: Io,
): Promise<void> {
  const { root, name, version, binary } = await readProject(resolve(io.cwd, directory));
  const named = typeof binary.manifest === "string" ? binary.manifest : undefined;
  const signing = await readSigningKey({ file: signingKey, env: io.env, cwd: io.cwd });
  const written = await writePackageManifest({ root, name, version, binary: { manifest: named }, signing });
  if (json) {
    io.stdout.write(`${JSON.stringify(written)}\n`);
    return;
  }
  const { manifestFile, signatureFile, manifest: content } = written;
  for (const { file, target } of content.prebuilds) io.stdout.write(`${target}  ${file}\n`);
  const files = [manifestFile, signatureFile].flatMap((file) =>
    file === undefined ? [] : [relative(io.cwd, file)],
  );
  io.stdout.write(`wrote ${files.join(" and ")}; publish it with the npm package\n`);
}
