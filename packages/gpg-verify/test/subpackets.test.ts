import { expect, test } from "vitest";
import { onlySubpacket, readSubpackets } from "../src/subpackets.js";

const malformed: unknown = expect.objectContaining({ code: "ERR_GPG_MALFORMED" });
const filler = (length: number): number[] => Array.from({ length }, () => 0x2a);

test.each([
  { form: "one octet", area: [5, 2, 0, 0, 0, 1], length: 4 },
  { form: "two octets", area: [192, 8, 20, ...filler(199)], length: 199 },
  { form: "two octets, beyond what packets have", area: [225, 0, 20, ...filler(8639)], length: 8639 },
  { form: "five octets", area: [255, 0, 0, 0, 3, 20, ...filler(2)], length: 2 },
])("readSubpackets() reads a length of $form", ({ area, length }) => {
  expect(readSubpackets(Uint8Array.from(area)).map(({ data }) => data.length)).toEqual([length]);
});

test("readSubpackets() tells critical ones apart", () => {
  const found = readSubpackets(Uint8Array.from([2, 27, 3, 2, 0x80 | 27, 3]));
  expect(found.map(({ type, isCritical }) => [type, isCritical])).toEqual([
    [27, false],
    [27, true],
  ]);
});

test.each([
  { name: "without a type", area: [0] },
  { name: "that is cut off", area: [9, 2, 0] },
  { name: "of gigabytes", area: [255, 255, 255, 255, 255, 2] },
])("readSubpackets() refuses one $name", ({ area }) => {
  expect(() => readSubpackets(Uint8Array.from(area))).toThrow(malformed);
});

const two = readSubpackets(Uint8Array.from([2, 27, 3, 5, 2, 0, 0, 0, 1, 2, 27, 1]));

test("onlySubpacket() finds the one of a type", () => {
  expect(onlySubpacket(two, 2, 4)).toEqual(Uint8Array.from([0, 0, 0, 1]));
  expect(onlySubpacket(two, 33)).toBeUndefined();
});

test("onlySubpacket() refuses two of a type", () => {
  expect(() => onlySubpacket(two, 27)).toThrow(malformed);
});

test("onlySubpacket() refuses another length than asked for", () => {
  expect(() => onlySubpacket(two, 2, 5)).toThrow(malformed);
});
