import { expect, test } from "vitest";
import { packetTag, readPackets } from "../src/packets.js";

const malformed: unknown = expect.objectContaining({ code: "ERR_GPG_MALFORMED" });
const body = (length: number): number[] => Array.from({ length }, () => 0x2a);

test.each([
  { form: "old, one octet of length", bytes: [0x88, 3, ...body(3)], length: 3 },
  { form: "old, two octets of length", bytes: [0x89, 1, 0, ...body(256)], length: 256 },
  { form: "old, four octets of length", bytes: [0x8a, 0, 0, 1, 1, ...body(257)], length: 257 },
  { form: "new, one octet of length", bytes: [0xc2, 191, ...body(191)], length: 191 },
  { form: "new, two octets of length", bytes: [0xc2, 192, 0, ...body(192)], length: 192 },
  { form: "new, five octets of length", bytes: [0xc2, 255, 0, 0, 0, 2, ...body(2)], length: 2 },
])("readPackets() reads the form $form", ({ bytes, length }) => {
  const packets = readPackets(Uint8Array.from(bytes));
  expect(packets.map((packet) => [packet.tag, packet.body.length])).toEqual([[packetTag.signature, length]]);
});

test("readPackets() keeps the order of several", () => {
  const packets = readPackets(Uint8Array.from([0xc6, 0, 0xcd, 1, 0x41, 0xc2, 0]));
  expect(packets.map(({ tag }) => tag)).toEqual([packetTag.publicKey, packetTag.userId, packetTag.signature]);
});

test.each([
  { name: "a partial length", bytes: [0xc2, 0xe1, 0, 0, 0] },
  { name: "no length", bytes: [0x8b, 0, 0] },
  { name: "text", bytes: [0x3c, 0x68] },
  { name: "a header without its top bit", bytes: [0x08, 1, 0x41] },
  { name: "a body that is cut off", bytes: [0xc2, 3, 0, 0] },
  { name: "a header that is cut off", bytes: [0xc2] },
  { name: "a length of gigabytes", bytes: [0xc2, 255, 255, 255, 255, 255, 0] },
])("readPackets() refuses $name", ({ bytes }) => {
  expect(() => readPackets(Uint8Array.from(bytes))).toThrow(malformed);
});
