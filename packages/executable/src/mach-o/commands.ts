import { Fields, readFields } from "../fields.js";
import { decodeText, type Extent, malformed, type Parsing, readBytes } from "../reader.js";

/** The mach_header, and the load commands that follow it. */
export interface MachHeader {
  readonly bits: 32 | 64;
  readonly isLittleEndian: boolean;
  readonly cpuType: number;
  readonly fileType: number;
  readonly commands: readonly LoadCommand[];
}

export interface LoadCommand {
  readonly type: number;
  readonly fields: Fields;
  readonly bytes: Uint8Array;
}

/** Node's own binaries have 3 KB of load commands. */
const MAX_COMMAND_BYTES = 1024 * 1024;

/** Magic numbers as they stand in the file → class and byte order. */
const LAYOUTS: Readonly<Record<string, { readonly bits: 32 | 64; readonly isLittleEndian: boolean }>> = {
  feedface: { bits: 32, isLittleEndian: false },
  feedfacf: { bits: 64, isLittleEndian: false },
  cefaedfe: { bits: 32, isLittleEndian: true },
  cffaedfe: { bits: 64, isLittleEndian: true },
};

/** Reads the header and load commands (Apple, mach-o/loader.h); undefined when the magic is not Mach-O's. */
export function* readMachHeader(extent: Extent): Parsing<MachHeader | undefined> {
  const magic = yield* readBytes(extent, { offset: 0, length: 4 }, "the Mach-O magic");
  const layout = LAYOUTS[Array.from(magic, (byte) => byte.toString(16).padStart(2, "0")).join("")];
  if (layout === undefined) return undefined;
  const { bits, isLittleEndian } = layout;
  const headerBytes = bits === 64 ? 32 : 28;
  const options = { isLittleEndian, what: "the Mach-O header" };
  const header = yield* readFields(extent, { offset: 0, length: headerBytes }, options);
  const [count, sizeBytes] = [header.u32(16), header.u32(20)];
  if (sizeBytes > MAX_COMMAND_BYTES) throw malformed(extent, `${sizeBytes} bytes of load commands`);
  const bytes = yield* readBytes(extent, { offset: headerBytes, length: sizeBytes }, "the load commands");
  const commands = commandsOf(extent, bytes, { count, isLittleEndian });
  return { bits, isLittleEndian, cpuType: header.u32(4), fileType: header.u32(12), commands };
}

function commandsOf(
  extent: Extent,
  bytes: Uint8Array,
  { count, isLittleEndian }: { readonly count: number; readonly isLittleEndian: boolean },
): LoadCommand[] {
  const commands: LoadCommand[] = [];
  const all = new Fields(extent, bytes, isLittleEndian);
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    const sizeBytes = all.u32(at + 4);
    if (sizeBytes < 8 || at + sizeBytes > bytes.byteLength) {
      throw malformed(extent, `load command ${i} has ${sizeBytes} bytes`);
    }
    const own = bytes.subarray(at, at + sizeBytes);
    commands.push({ type: all.u32(at), fields: new Fields(extent, own, isLittleEndian), bytes: own });
    at += sizeBytes;
  }
  return commands;
}

/** The text of a load command (lc_str): its offset stands at 8. */
export function textOf({ fields, bytes }: LoadCommand): string {
  const text = bytes.subarray(fields.u32(8));
  const end = text.indexOf(0);
  return decodeText(end === -1 ? text : text.subarray(0, end));
}

/** `xxxx.yy.zz` in nibbles: `13.5`, `10.15.1`. */
export function versionText(packed: number): string {
  const patch = packed & 0xff;
  const version = `${packed >>> 16}.${(packed >>> 8) & 0xff}`;
  return patch === 0 ? version : `${version}.${patch}`;
}
