/** How an output comes out of its base. Everything is known before the first byte is written. */
export interface Layout {
  readonly sizeBytes: number;
  /** How many bytes of the base stay where they are; what follows them is dropped, unless it is moved. */
  readonly keepBytes: number;
  /** A range of the base that comes to stand further back. */
  readonly move?: { readonly from: number; readonly to: number; readonly length: number };
  /** Bytes that replace what stands there, or fill a gap; gaps that nothing fills are zeros. */
  readonly patches: readonly Patch[];
  readonly blobOffset: number;
}

export interface Patch {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** What every format's planner is told. */
export interface PlanRequest {
  readonly blobBytes: number;
  readonly stripSymbols: boolean;
}

/** Blobs begin at such an offset: V8 copies a code cache that is not aligned. */
export const BLOB_ALIGNMENT = 16;
