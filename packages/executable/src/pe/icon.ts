import { ExecutableError } from "../errors.js";
import { FieldWriter } from "../field-writer.js";

/** An .ico file in the form of resources: the images, and the group that lists them by number from 1. */
export interface IconResources {
  readonly group: Uint8Array;
  readonly images: readonly Uint8Array[];
}

const HEAD_BYTES = 6;
const FILE_ENTRY_BYTES = 16;
const GROUP_ENTRY_BYTES = 14;

/** Twelve bytes of an entry are the same in a file and in a group: the size, the colours, the length. */
const SAME_BYTES = 12;

/** Takes an .ico file apart. Throws ERR_EXECUTABLE_INVALID_RESOURCE. */
export function readIcon(file: Uint8Array): IconResources {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const isIcon =
    file.byteLength >= HEAD_BYTES && view.getUint16(0, true) === 0 && view.getUint16(2, true) === 1;
  if (!isIcon) throw noIcon("it does not begin like one");
  const count = view.getUint16(4, true);
  if (count === 0) throw noIcon("it holds no image");
  if (HEAD_BYTES + FILE_ENTRY_BYTES * count > file.byteLength)
    throw noIcon(`it has no place for ${count} images`);
  const group = new Uint8Array(HEAD_BYTES + GROUP_ENTRY_BYTES * count);
  group.set(file.subarray(0, HEAD_BYTES));
  const images = Array.from({ length: count }, (_, i) => {
    const at = HEAD_BYTES + FILE_ENTRY_BYTES * i;
    const length = view.getUint32(at + 8, true);
    const offset = view.getUint32(at + 12, true);
    if (length === 0 || offset + length > file.byteLength) throw noIcon(`image ${i + 1} is not in it`);
    const own = HEAD_BYTES + GROUP_ENTRY_BYTES * i;
    group.set(file.subarray(at, at + SAME_BYTES), own);
    new FieldWriter(group, true).u16(own + SAME_BYTES, i + 1);
    return file.subarray(offset, offset + length);
  });
  return { group, images };
}

function noIcon(why: string): ExecutableError {
  return new ExecutableError("ERR_EXECUTABLE_INVALID_RESOURCE", `the icon is no .ico file: ${why}`, {
    hint: "a PNG must be made an .ico file first",
  });
}
