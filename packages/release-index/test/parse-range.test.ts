import { expect, test } from "vitest";
import { parseRange } from "../src/parse-range.js";

function bound(version: string, takes: "older" | "equal" | "newer" | "same or newer" | "same or older") {
  const [numbers = "", prerelease = ""] = version.split("-");
  const [major = 0, minor = 0, patch = 0] = numbers.split(".").map(Number);
  return {
    major,
    minor,
    patch,
    prerelease,
    takesOlder: takes.endsWith("older"),
    takesEqual: takes === "equal" || takes.startsWith("same"),
    takesNewer: takes.endsWith("newer"),
  };
}

test.each([
  ["1.2.3", [[bound("1.2.3", "equal")]]],
  [">=1.2.3-rc.1", [[bound("1.2.3-rc.1", "same or newer")]]],
  ["^1.2", [[bound("1.2.0", "same or newer"), bound("2.0.0-0", "older")]]],
  ["~1.2.3", [[bound("1.2.3", "same or newer"), bound("1.3.0-0", "older")]]],
  ["~3.x.2-rc.1", [[bound("3.0.0", "same or newer"), bound("4.0.0-0", "older")]]],
  ["^0.0.3", [[bound("0.0.3", "same or newer"), bound("0.0.4-0", "older")]]],
  [">1.2", [[bound("1.3.0", "same or newer")]]],
  ["<=1", [[bound("2.0.0-0", "older")]]],
  ["1.2 - 3", [[bound("1.2.0", "same or newer"), bound("4.0.0-0", "older")]]],
  ["1 || >2.0.0", [[bound("1.0.0", "same or newer"), bound("2.0.0-0", "older")], [bound("2.0.0", "newer")]]],
  ["*", [[]]],
  [">=0.0.0", [[]]],
  ["1 || *", [[]]],
  [">*", [[bound("0.0.0-0", "older")]]],
  ["==1.2.3", undefined],
  ["1 || lts", undefined],
])("parseRange %j", (text, expected) => {
  expect(parseRange(text)).toEqual(expected);
});
