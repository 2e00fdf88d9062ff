import { mkdir, readdir, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { unpack } from "@nodewright/artifact-store";
import type { OfferPart } from "@nodewright/release-source";
import { openPart, type PartOptions } from "./open-part.js";
import { receiptName } from "./receipt.js";

/**
 * Unpacks the parts of an offer into their places in the stage. All of them are fetched and unpacked at once, each
 * into a folder of its own; when one fails the others stop.
 * @throws what `openPart` and the unpacking throw, when everything has come to rest
 */
export async function placeParts(
  parts: readonly OfferPart[],
  stage: string,
  options: PartOptions,
): Promise<void> {
  const folders = parts.map((part, index) => ({ part, folder: join(stage, `.part-${index}`) }));
  await allOrNone(options.signal, (signal) =>
    folders.map(({ part, folder }) => unpackPart(part, folder, { ...options, signal })),
  );
  for (const { part, folder } of folders) {
    await (part.into === "" ? moveContents(folder, stage) : moveFolder(folder, join(stage, part.into)));
  }
}

/** Unpacks one part into a folder. */
export async function unpackPart(part: OfferPart, folder: string, options: PartOptions): Promise<void> {
  await unpack(await openPart(part, options), {
    into: folder,
    stripComponents: part.stripComponents,
    // A receipt is written here, never brought along.
    filter: ({ path }) => !part.omit.includes(path) && path !== receiptName,
    signal: options.signal,
  });
}

/** Waits for all of the work, also after a failure: nobody may write into a stage that is being removed. */
async function allOrNone(
  outer: AbortSignal | undefined,
  begin: (signal: AbortSignal) => readonly Promise<void>[],
): Promise<void> {
  const stop = new AbortController();
  const signal = outer === undefined ? stop.signal : AbortSignal.any([outer, stop.signal]);
  let first: { readonly error: unknown } | undefined;
  await Promise.all(
    begin(signal).map((work) =>
      work.catch((error: unknown) => {
        first ??= { error };
        stop.abort();
      }),
    ),
  );
  if (first !== undefined) throw first.error;
}

/** Moves what a folder holds into another one and removes it. */
export async function moveContents(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) await rename(join(from, name), join(to, name));
  await rmdir(from);
}

/** What an earlier part brought along gives way. */
async function moveFolder(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
}
