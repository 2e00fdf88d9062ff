/**
 * Frees the memory of a buffer that nobody will look at again; reading it afterwards finds nothing. Waiting until it is
 * collected as garbage costs an install a quarter of its time. Only a buffer with memory of its own, which it fills to
 * the end: small ones share a pool, and the rest of a larger one a decoder may be filling.
 */
export function giveBack({ buffer, byteOffset, byteLength }: Uint8Array): void {
  const isOwn = buffer instanceof ArrayBuffer && buffer.byteLength > Buffer.poolSize;
  if (isOwn && byteOffset + byteLength === buffer.byteLength) buffer.transfer(0);
}
