/** A signed list in one of the two forms that releases come in. */
export type SignedShasums =
  /** SHASUMS256.txt.asc. */
  | { readonly clearsigned: string | Uint8Array }
  /** SHASUMS256.txt with its .sig, binary or armored. */
  | { readonly text: string | Uint8Array; readonly signature: string | Uint8Array };
