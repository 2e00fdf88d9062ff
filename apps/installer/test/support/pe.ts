/** An executable of 64-bit Windows: enough of a header to be recognised, nothing that runs. */
export function peHeader(): Uint8Array {
  const bytes = Buffer.alloc(64 + 24 + 240);
  bytes.write("MZ", 0, "latin1");
  bytes.writeUInt32LE(64, 60);
  bytes.write("PE", 64, "latin1");
  bytes.writeUInt16LE(0x8664, 68);
  bytes.writeUInt16LE(240, 84);
  bytes.writeUInt16LE(0x22, 86);
  bytes.writeUInt16LE(0x20b, 88);
  bytes.writeUInt16LE(3, 88 + 68);
  return bytes;
}
