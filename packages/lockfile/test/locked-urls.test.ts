import { describe, expect, it } from "vitest";
import { lockedUrls } from "../src/locked-urls.js";
import { archive, packages } from "./samples.js";

const nodejs = "https://nodejs.org/dist";
const npmjs = "https://registry.npmjs.org/";
const dist = { source: { kind: "dist", name: nodejs } } as const;
const npm = { source: { kind: "npm", name: npmjs } } as const;
const rest = "v24.1.0/node-v24.1.0-linux-x64.tar.gz";

describe("lockedUrls", () => {
  it("are the place that the lock names", () => {
    expect(lockedUrls(archive, dist, { dist: [nodejs], registry: npmjs })).toEqual([archive.url]);
    expect(lockedUrls(packages[1], npm, { dist: [], registry: npmjs })).toEqual([packages[1].url]);
  });

  it("begin with a mirror of nodejs.org that is in use", () => {
    const places = { dist: ["https://me:pw@mirror.example/node?v=1", nodejs], registry: npmjs };
    expect(lockedUrls(archive, dist, places)).toEqual([
      `https://me:pw@mirror.example/node/${rest}?v=1`,
      archive.url,
    ]);
  });

  it("have the credentials of the place that was locked", () => {
    const file = { ...archive, url: `https://farm.example/node/${rest}` };
    const places = { dist: ["https://me:pw@farm.example/node/", nodejs], registry: npmjs };
    expect(lockedUrls(file, dist, places)).toEqual([`https://me:pw@farm.example/node/${rest}`]);
  });

  it("are those of a registry that stands for registry.npmjs.org", () => {
    const registry = "https://npm.example/all/";
    expect(lockedUrls(packages[1], npm, { dist: [], registry })).toEqual([
      "https://npm.example/all/npm/-/npm-11.1.0.tgz",
    ]);
  });

  it.each([
    [archive, "https://evil.example/dist/v24.1.0/x.tar.gz", dist],
    [archive, "https://nodejs.org.evil.example/dist/x.tar.gz", dist],
    [archive, "https://nodejs.org/distant/x.tar.gz", dist],
    [archive, "http://nodejs.org/dist/x.tar.gz", dist],
    [archive, "https://nodejs.org/dist/../evil/x.tar.gz", dist],
    [packages[1], "https://evil.example/npm/-/npm-11.1.0.tgz", npm],
  ])("refuse a place that is not in use (%#)", (file, url, source) => {
    expect(() => lockedUrls({ ...file, url }, source, { dist: [nodejs], registry: npmjs })).toThrow(
      expect.objectContaining({ code: "ERR_LOCK_ORIGIN", message: expect.stringContaining(`names ${url}`) }),
    );
  });
});
