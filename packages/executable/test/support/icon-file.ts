import { ByteWriter } from "./byte-writer.js";

/** An .ico file of images whose bytes nobody decodes. */
export function iconFile(images: readonly Uint8Array[]): Uint8Array {
  const file = new ByteWriter().u16(0, 1, images.length);
  let offset = 6 + 16 * images.length;
  for (const image of images) {
    file.u8(16, 16, 0, 0).u16(1, 32).u32(image.length, offset);
    offset += image.length;
  }
  for (const image of images) file.bytes(image);
  return file.finish();
}
