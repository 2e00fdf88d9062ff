import { ArchiveError } from "../errors.js";

export type Compression = "none" | "gzip" | "brotli" | "zstd";

/** Good for scripts, and quick to inflate: what counts at every start. */
const ZSTD_LEVEL = 3;
const BROTLI_QUALITY = 9;

type Codec = readonly [
  compress: (bytes: Uint8Array) => Uint8Array,
  inflate: (bytes: Uint8Array) => Uint8Array,
];

function codecOf(compression: Compression): Codec {
  if (compression === "none") return [(bytes) => bytes, (bytes) => bytes];
  const zlib = process.getBuiltinModule("node:zlib");
  switch (compression) {
    case "gzip":
      return [(bytes) => zlib.gzipSync(bytes, { level: 9 }), (bytes) => zlib.gunzipSync(bytes)];
    case "brotli": {
      const params = { [zlib.constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
      return [
        (bytes) => zlib.brotliCompressSync(bytes, { params }),
        (bytes) => zlib.brotliDecompressSync(bytes),
      ];
    }
    case "zstd": {
      const params = { [zlib.constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL };
      return [(bytes) => zlib.zstdCompressSync(bytes, { params }), (bytes) => zlib.zstdDecompressSync(bytes)];
    }
  }
}

export function compress(bytes: Uint8Array, compression: Compression): Uint8Array {
  return codecOf(compression)[0](bytes);
}

/** Throws ERR_ARCHIVE_MALFORMED when the bytes cannot be inflated. */
export function inflate(bytes: Uint8Array, compression: Compression): Uint8Array {
  try {
    return codecOf(compression)[1](bytes);
  } catch (cause) {
    throw new ArchiveError("ERR_ARCHIVE_MALFORMED", `cannot inflate ${compression}: ${cause}`, { cause });
  }
}
