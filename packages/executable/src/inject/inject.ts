import { type FileHandle, realpath } from "node:fs/promises";
import { basename } from "node:path";
import { ExecutableError } from "../errors.js";
import { type FileLike, parseFile, readRange } from "../parse-file.js";
import type { StreamedBytes } from "../sea/byte-source.js";
import type { SeaContent } from "../sea/content.js";
import { decodeSea } from "../sea/decode.js";
import { encodeSea } from "../sea/encode.js";
import { withFile } from "../with-file.js";
import { analyse, type BaseAnalysis, staleAnalysis } from "./analysis.js";
import { planElf } from "./elf.js";
import type { Layout } from "./layout.js";
import { planMachO } from "./mach-o.js";
import { finishPe, planPe } from "./pe.js";
import { finishMachO } from "./sign-mach-o.js";
import type { WindowsResources } from "./windows-resources.js";
import { type OutputRequest, writeOutput } from "./write-output.js";

export interface InjectOptions {
  /** A Node.js binary. It is read, never changed. */
  readonly base: string;
  /** What `analyse` said of this base, when it is known already. */
  readonly analysis?: BaseAnalysis;
  /** Where the executable goes; its folder must exist. A file there is replaced. */
  readonly output: string;
  /** The application, or a whole blob made for this very format. */
  readonly content: SeaContent | Uint8Array;
  /** Drop the symbol table and the sections, which nothing needs to run. */
  readonly stripSymbols?: boolean;
  /** What to do when somebody's signature is on the base: refuse (the default), or drop it. */
  readonly signature?: "refuse" | "remove";
  /** Permissions of the output: 0o755 unless said. */
  readonly mode?: number;
  /** What Windows shows of the executable; nothing for other systems. */
  readonly windows?: WindowsResources;
  /** What the ad-hoc signature for macOS calls the program: the output's file name unless said. */
  readonly identifier?: string;
}

/** What was made. */
export interface Injected {
  readonly sizeBytes: number;
  readonly analysis: BaseAnalysis;
}

export async function inject(options: InjectOptions): Promise<Injected> {
  const { base, output, content, mode = 0o755 } = options;
  await refuseSameFile(base, output);
  const analysis = options.analysis ?? (await analyse(base));
  const blob = blobOf(content, analysis);
  const { layout, finish } = await plan(options, analysis, blob.sizeBytes);
  await writeOutput({ base, output, mode, layout, blob, ...(finish === undefined ? {} : { finish }) });
  return { sizeBytes: layout.sizeBytes, analysis };
}

function blobOf(content: SeaContent | Uint8Array, { sea }: BaseAnalysis): StreamedBytes {
  return encodeSea(content instanceof Uint8Array ? decodeSea(content, sea) : content, sea);
}

async function refuseSameFile(base: string, output: string): Promise<void> {
  const [from, to] = await Promise.all([base, output].map((path) => realpath(path).catch(() => undefined)));
  if (from === undefined || from !== to) return;
  throw new ExecutableError("ERR_EXECUTABLE_UNWRITABLE", `cannot write ${output}: it is the base itself`, {
    hint: "name another output",
  });
}

type Planned = Pick<OutputRequest, "layout" | "finish">;

async function plan(options: InjectOptions, analysis: BaseAnalysis, blobBytes: number): Promise<Planned> {
  const { base, windows = {}, identifier = basename(options.output), stripSymbols = false } = options;
  const removeSignature = options.signature === "remove";
  const extent = { name: base, start: 0, sizeBytes: analysis.sizeBytes };
  const request = { blobBytes, stripSymbols, removeSignature };
  const finishedBy = <T extends Layout>(
    layout: T,
    finish?: (file: FileHandle, layout: T) => Promise<void>,
  ): Planned => {
    const blown = { ...layout, patches: [...layout.patches, { offset: analysis.fuseOffset, bytes: BLOWN }] };
    return { layout: blown, ...(finish === undefined ? {} : { finish: (file) => finish(file, blown) }) };
  };
  return await withFile(base, async (file): Promise<Planned> => {
    await requireFits(file, analysis);
    if (analysis.format === "elf") return finishedBy(await parseFile(file, extent, planElf(extent, request)));
    if (analysis.format === "pe") {
      const plan = planPe(extent, { ...request, resources: windows });
      return finishedBy(await parseFile(file, extent, plan), finishPe);
    }
    const { hasSoundPages = false } = analysis;
    const plan = planMachO(extent, { ...request, identifier, hasSoundPages });
    return finishedBy(await parseFile(file, extent, plan), finishMachO);
  });
}

const UNBLOWN = 0x30;
const BLOWN: Uint8Array = Uint8Array.of(0x31);

/** A cheap check that the record is of this file: its size, and the fuse at its place. */
async function requireFits(file: FileLike, { sizeBytes, fuseOffset }: BaseAnalysis): Promise<void> {
  const { size } = await file.stat();
  if (size !== sizeBytes) throw staleAnalysis(`the base has ${size} bytes, the analysed one ${sizeBytes}`);
  const fuse = await readRange(file, { offset: fuseOffset - 1, length: 2 });
  if (fuse[0] !== 0x3a || fuse[1] !== UNBLOWN) throw staleAnalysis("the fuse is not at its place");
}
