import { describe, expect, it } from "vitest";
import { isCarried, routeOf } from "../src/route.js";

describe("routeOf", () => {
  it("is the same for the same group and labels, in any order", () => {
    expect(routeOf("musl", ["b", "a", "b"])).toEqual(routeOf("musl", ["a", "b"]));
    expect(routeOf("musl", ["b", "a"]).requires).toEqual(["a", "b"]);
  });

  it("differs with the group and with every label", () => {
    const all = [
      routeOf(undefined, []),
      routeOf("a", []),
      routeOf("null", []),
      routeOf(undefined, ["a"]),
      routeOf(undefined, ["a,b"]),
      routeOf(undefined, ["a", "b"]),
    ];
    expect(new Set(all.map(({ route }) => route)).size).toBe(all.length);
  });

  it("is a name that pg-boss allows", () => {
    expect(routeOf("ü/'", ["%"]).route).toMatch(/^[a-z0-9-]+$/);
  });
});

describe("isCarried", () => {
  it("asks for all labels", () => {
    expect(isCarried([], [])).toBe(true);
    expect(isCarried(["x64", "kvm"], ["kvm", "x64", "linux"])).toBe(true);
    expect(isCarried(["x64", "kvm"], ["x64"])).toBe(false);
  });
});
