import { describe, expect, it } from "vitest";
import { parseSourceList } from "../src/source-list.js";

const place = { cwd: "/srv" };

describe("parseSourceList", () => {
  it.each([
    ["dist", [{ kind: "dist" }]],
    ["farm,unofficial", [{ kind: "farm" }, { kind: "unofficial" }]],
    [" npm , ./nodes ", [{ kind: "npm" }, { kind: "folder", path: "/srv/nodes" }]],
    ["https://a/x%2Cy,dist", [{ kind: "url", url: "https://a/x%2Cy" }, { kind: "dist" }]],
    ["file:///a%2Cb", [{ kind: "folder", path: "/a,b" }]],
    ["Dist", [{ kind: "folder", path: "/srv/Dist" }]],
  ])("reads %j", (text, expected) => {
    expect(parseSourceList(text, place)).toEqual(expected);
  });

  it.each(["", " ", ",", "dist,", ",npm", "dist,,npm", "file://host/share"])("refuses %j", (text) => {
    expect(() => parseSourceList(text, place)).toThrow(
      expect.objectContaining({ code: "ERR_SOURCE_CONFIG", hint: expect.stringContaining("unofficial") }),
    );
  });

  it("names the variable that holds the list", () => {
    expect(() => parseSourceList("dist,", { ...place, variable: "NODEWRIGHT_SOURCE" })).toThrow(
      'the source "" of NODEWRIGHT_SOURCE cannot be read: it is empty',
    );
  });
});
