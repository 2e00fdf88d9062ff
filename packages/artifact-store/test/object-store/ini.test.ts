import { expect, test } from "vitest";
import { parseIni } from "../../src/object-store/ini.js";

test("parseIni: sections, comments, nested settings, the last of two", () => {
  const text = `stray = 1
# comment
[ a ] ; comment
Key=one # comment
key = two=2
s3 =
  nested = 1
; comment
[profile  b]\r
x =  y z \r
[__proto__]
polluted = 1
[a]
more = 1
`;
  const found = parseIni(text);
  expect(Object.keys(found)).toEqual(["a", "profile b", "__proto__"]);
  expect({ ...found.a }).toEqual({ key: "two=2", s3: "", more: "1" });
  expect({ ...found["profile b"] }).toEqual({ x: "y z" });
  expect(Object.prototype).not.toHaveProperty("polluted");
});
