/** A small executable of a big-endian system: enough of a header to be recognised, nothing that runs. */
export function elfHeader({ machine }: { readonly machine: "s390x" }): Uint8Array {
  const machines = { s390x: 22 } as const;
  const bytes = Buffer.alloc(64 + 56 + 32);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 2, 1]);
  bytes.writeUInt16BE(2, 16);
  bytes.writeUInt16BE(machines[machine], 18);
  bytes.writeUInt32BE(1, 20);
  bytes.writeBigUInt64BE(64n, 32);
  bytes.writeUInt16BE(64, 52);
  bytes.writeUInt16BE(56, 54);
  bytes.writeUInt16BE(1, 56);
  const interpreter = "/lib/ld64.so.1\0";
  bytes.writeUInt32BE(3, 64);
  bytes.writeBigUInt64BE(120n, 72);
  bytes.writeBigUInt64BE(BigInt(interpreter.length), 96);
  bytes.write(interpreter, 120, "latin1");
  return bytes;
}
