/** What a store tells of one object. */
export interface ObjectInfo {
  /** Relative to the store's prefix, with slashes, never with one at its beginning. */
  readonly key: string;
  /** Undefined where an HTTP server does not say. */
  readonly sizeBytes: number | undefined;
  readonly modifiedAt: Date | undefined;
  /** The store's own mark of this content; undefined for directories. */
  readonly etag: string | undefined;
  /** Hex, as the writer or the store noted it; undefined in listings and where neither does. */
  readonly sha256: string | undefined;
}

export interface StoredObject extends ObjectInfo {
  /**
   * The bytes, or those of the range, to be read once. A cut connection goes on where it was cut. The
   * iteration throws if the bytes are not those that `sizeBytes` and `sha256` promise.
   */
  readonly body: AsyncIterable<Uint8Array>;
}

/** A file by its path, bytes in memory, or a stream of unknown length. */
export type ObjectSource = string | Uint8Array | AsyncIterable<Uint8Array>;

export interface GetOptions {
  /** Part of the object; without `length` to its end. */
  readonly range?: { readonly offset: number; readonly length?: number | undefined } | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface PutProgress {
  readonly sentBytes: number;
  readonly totalBytes: number;
}

export interface PutOptions {
  /** Replace what has this key. Default: fail with ERR_ARTIFACT_EXISTS. */
  readonly overwrite?: boolean | undefined;
  /** What the bytes must be, in hex; else ERR_ARTIFACT_DIGEST and nothing is stored. */
  readonly sha256?: string | undefined;
  readonly contentType?: string | undefined;
  readonly onProgress?: ((progress: PutProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ListOptions {
  /** Only keys that begin with this text. */
  readonly prefix?: string | undefined;
  /** How many keys are asked for at a time. Default: 1000. */
  readonly pageSize?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface CopyOptions {
  /** Replace what has the new key. Default: fail with ERR_ARTIFACT_EXISTS. */
  readonly overwrite?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface RequestOptions {
  readonly signal?: AbortSignal | undefined;
}

/** Objects by key: in a directory, a bucket, or behind an HTTP server that takes PUT. */
export interface ObjectStore {
  /** Where the store is, as it may be shown. */
  readonly location: string;
  /** Where an object is or would be, as it may be shown. */
  locationOf(key: string): string;
  /** Undefined if there is no such object. */
  head(key: string, options?: RequestOptions): Promise<ObjectInfo | undefined>;
  /** Undefined if there is no such object. */
  get(key: string, options?: GetOptions): Promise<StoredObject | undefined>;
  /**
   * Stores all of the bytes or nothing. Without `overwrite` the check is atomic in directories and
   * where the server honours `If-None-Match: *`; another server is asked before and after.
   * @throws ArtifactError ERR_ARTIFACT_EXISTS if the key is taken.
   */
  put(key: string, source: ObjectSource, options?: PutOptions): Promise<ObjectInfo>;
  /** In the order of the keys' bytes. @throws ArtifactError ERR_ARTIFACT_UNSUPPORTED over HTTP. */
  list(options?: ListOptions): AsyncIterable<ObjectInfo>;
  /** What is not there counts as deleted. */
  delete(key: string, options?: RequestOptions): Promise<void>;
  /** By the server itself where it can. @throws ArtifactError ERR_ARTIFACT_NOT_FOUND, _EXISTS. */
  copy(from: string, to: string, options?: CopyOptions): Promise<ObjectInfo>;
}
