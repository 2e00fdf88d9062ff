import type { EntrySink, RawEntry } from "./entry-sink.js";
import type { TarHeader } from "./tar-header.js";
import { TarReader } from "./tar-reader.js";

/** Type flags of POSIX and of GNU tar; "7" is a file that wished to be contiguous. */
const TYPES: Readonly<Record<string, RawEntry["type"]>> = {
  "0": "file",
  "7": "file",
  "1": "hardlink",
  "2": "symlink",
  "5": "directory",
};

/** GNU: a volume's label, and a directory's list of names in an incremental backup. */
const IGNORED_TYPES = "VN";

export async function unpackTar(
  chunks: AsyncIterable<Buffer>,
  options: { readonly label: string; readonly sink: EntrySink; readonly needsEndMark: boolean },
): Promise<void> {
  const { label, sink, needsEndMark } = options;
  const reader = new TarReader(label, {
    entry: (header) => {
      if (!IGNORED_TYPES.includes(header.type)) {
        sink.entry(toRawEntry(header));
      }
    },
    data: (chunk, from, to) => sink.data(chunk, from, to),
    endEntry: () => sink.endEntry(),
  });
  for await (const chunk of chunks) {
    sink.limits.decompressed(chunk.length);
    reader.write(chunk);
  }
  reader.end(needsEndMark);
}

function toRawEntry(header: TarHeader): RawEntry {
  const { name, type, sizeBytes, mode, linkName } = header;
  // The old V7 form marks a directory by its name alone.
  const isDirectory = type === "5" || (type === "0" && name.endsWith("/"));
  return {
    name,
    type: isDirectory ? "directory" : (TYPES[type] ?? "other"),
    sizeBytes: isDirectory ? 0 : sizeBytes,
    mode,
    linkName,
  };
}
