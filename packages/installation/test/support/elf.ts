const machines = { x64: 62, arm64: 183 } as const;

/** An executable of Linux with glibc: enough of a header to be recognised, nothing that runs. */
export function elf(arch: keyof typeof machines = "x64"): Buffer {
  const interpreter = arch === "x64" ? "/lib64/ld-linux-x86-64.so.2\0" : "/lib/ld-linux-aarch64.so.1\0";
  const bytes = Buffer.alloc(64 + 56 + interpreter.length);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  bytes.writeUInt16LE(2, 16);
  bytes.writeUInt16LE(machines[arch], 18);
  bytes.writeUInt32LE(1, 20);
  bytes.writeBigUInt64LE(64n, 32);
  bytes.writeUInt16LE(64, 52);
  bytes.writeUInt16LE(56, 54);
  bytes.writeUInt16LE(1, 56);
  bytes.writeUInt32LE(3, 64);
  bytes.writeBigUInt64LE(120n, 72);
  bytes.writeBigUInt64LE(BigInt(interpreter.length), 96);
  bytes.write(interpreter, 120, "latin1");
  return bytes;
}
