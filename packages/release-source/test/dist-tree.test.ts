import { describe, expect, it, test } from "vitest";
import { below, createDistTree } from "../src/dist-tree.js";
import { indexJson, row } from "./support/fixtures.js";
import { quickClient, serve } from "./support/server.js";

const client = quickClient();

describe("createDistTree", () => {
  it("reads index, lists and the places of archives below its folder", async () => {
    const server = await serve({
      "/dist/index.json": { body: indexJson(row("v24.1.0")) },
      "/dist/v24.1.0/SHASUMS256.txt": { body: "list" },
    });
    const tree = createDistTree({ url: `${server.url}/dist///`, client });
    expect(tree).toMatchObject({ kind: "dist", name: `${server.url}/dist` });
    expect((await tree.loadIndex()).rows).toEqual([row("v24.1.0")]);
    expect(Buffer.from((await tree.read("v24.1.0", "SHASUMS256.txt")) ?? []).toString()).toBe("list");
    expect(await tree.read("v24.1.0", "SHASUMS256.txt.asc")).toBeUndefined();
    expect(tree.locate("v24.1.0")).toBe(`${server.url}/dist/v24.1.0`);
    expect(await tree.origin("v24.1.0", "a.tar.gz")).toEqual({
      urls: [`${server.url}/dist/v24.1.0/a.tar.gz`],
    });
  });

  it("shows no credentials of its URL, in the host or the query, and uses them", async () => {
    const server = await serve({ "/d/v1.0.0/SHASUMS256.txt?token=t0ken": { body: "list" } });
    const tree = createDistTree({
      url: `${server.url.replace("//", "//user:secret@")}/d/?token=t0ken`,
      client,
    });
    expect(tree.name + tree.locate("v1.0.0")).not.toMatch(/secret|t0ken/);
    expect(await tree.read("v1.0.0", "SHASUMS256.txt")).toBeDefined();
    expect(server.requests[0]?.headers.authorization).toMatch(/^Basic /);
    await expect(tree.loadIndex()).rejects.toMatchObject({
      message: expect.not.stringMatching(/secret|t0ken/),
    });
  });

  it("refuses a list that is too long to be one", async () => {
    const server = await serve({ "/v1.0.0/SHASUMS256.txt": { body: "x".repeat(2 ** 20 + 1) } });
    const tree = createDistTree({ url: server.url, client });
    await expect(tree.read("v1.0.0", "SHASUMS256.txt")).rejects.toMatchObject({ code: "ERR_ARTIFACT_LIMIT" });
  });

  it("follows a redirect of a list to another host, without the credentials", async () => {
    const other = await serve({ "/list": { body: "list" } });
    const server = await serve({
      "/v1.0.0/SHASUMS256.txt.asc": { status: 302, headers: { location: `${other.url}/list` } },
    });
    const tree = createDistTree({ url: server.url.replace("//", "//user:secret@"), client });
    expect(await tree.read("v1.0.0", "SHASUMS256.txt.asc")).toBeDefined();
    expect(other.requests[0]?.headers.authorization).toBeUndefined();
  });

  it.each(["ftp://host/", "http://", "https://[", "/folder"])("refuses %j", (url) => {
    expect(() => createDistTree({ url, client })).toThrow(
      expect.objectContaining({ code: "ERR_SOURCE_CONFIG" }),
    );
  });
});

test.each([
  ["https://h/dist", ["v1.0.0", "a.tar.gz"], "https://h/dist/v1.0.0/a.tar.gz"],
  ["https://h", ["index.json"], "https://h/index.json"],
  ["https://h/a/?sig=x#y", ["index.json"], "https://h/a/index.json?sig=x"],
  ["https://u:p@h:8443/a", ["win-x64/node.exe"], "https://u:p@h:8443/a/win-x64/node.exe"],
  ["https://h/a", ["what?.txt"], "https://h/a/what%3F.txt"],
])("below(%s, %j) is %s", (folder, names, expected) => {
  expect(below(folder, ...names)).toBe(expected);
});
