import { ArtifactError } from "../errors.js";
import type { UnpackLimits } from "./types.js";

export const DEFAULT_LIMITS: UnpackLimits = {
  totalBytes: 2 * 1024 ** 3,
  entries: 200_000,
  pathBytes: 4096,
  ratio: 250,
};

/** Small archives of very even content pass whatever their ratio: they can do no harm. */
const RATIO_FLOOR_BYTES = 64 * 1024 ** 2;

/** Counts what an archive asks for and throws ERR_ARTIFACT_LIMIT before it is given too much. */
export class LimitGuard {
  readonly #limits: UnpackLimits;
  readonly #label: string;
  #entries = 0;
  #claimedBytes = 0;
  archiveBytes = 0;
  #streamBytes = 0;

  constructor(label: string, limits: Partial<UnpackLimits> = {}) {
    this.#label = label;
    // Not by spreading: a limit that is there but undefined would be no limit at all.
    this.#limits = {
      totalBytes: limits.totalBytes ?? DEFAULT_LIMITS.totalBytes,
      entries: limits.entries ?? DEFAULT_LIMITS.entries,
      pathBytes: limits.pathBytes ?? DEFAULT_LIMITS.pathBytes,
      ratio: limits.ratio ?? DEFAULT_LIMITS.ratio,
    };
  }

  /** One more entry, which says that it will be `sizeBytes` long. */
  entry(name: string, sizeBytes: number): void {
    this.#entries += 1;
    this.#claimedBytes += sizeBytes;
    if (this.#entries > this.#limits.entries) {
      throw this.#error(`it has more than ${this.#limits.entries} entries`, undefined);
    }
    if (this.#claimedBytes > this.#limits.totalBytes) {
      throw this.#error(`its files take more than ${this.#limits.totalBytes} bytes`, name);
    }
    if (name.length * 3 > this.#limits.pathBytes && Buffer.byteLength(name) > this.#limits.pathBytes) {
      throw this.#error(`a path in it is longer than ${this.#limits.pathBytes} bytes`, name);
    }
  }

  /** `bytes` more have come out of the decompressor. */
  decompressed(bytes: number): void {
    this.#streamBytes += bytes;
    if (this.#streamBytes > RATIO_FLOOR_BYTES && this.#streamBytes > this.archiveBytes * this.#limits.ratio) {
      throw this.#error(`it grows to more than ${this.#limits.ratio} times its size`, undefined);
    }
    // Headers and padding come on top of the files: one block and a rest per entry.
    const framing = this.#limits.entries * 1024 + RATIO_FLOOR_BYTES;
    if (this.#streamBytes > this.#limits.totalBytes + framing) {
      throw this.#error(`it grows to more than ${this.#limits.totalBytes} bytes`, undefined);
    }
  }

  #error(why: string, path: string | undefined): ArtifactError {
    return new ArtifactError("ERR_ARTIFACT_LIMIT", `Cannot unpack ${this.#label}: ${why}`, {
      hint: "This may be a decompression bomb. If you trust the archive, raise the limits.",
      path: path?.slice(0, 200),
    });
  }
}
