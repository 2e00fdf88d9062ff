import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { builtAddon, FOR_LINUX } from "./support/addon.js";
import { type Outcome, runBin } from "./support/run.js";
import { BUCKET, CREDENTIALS, serveS3 } from "./support/s3.js";

const TARBALL = `node-v${process.versions.modules}-linux-x64-glibc.tar.gz`;
const KEY = `my-addon/v1.0.0/${TARBALL}`;

it("node-pre-gyp publishes to a bucket, lists, installs, and removes", async () => {
  const url = await serveS3();
  const cwd = builtAddon(BUCKET);
  const env = {
    // Only a mirror may be http.
    npm_config_my_addon_binary_host_mirror: url,
    ...CREDENTIALS,
  };
  const run = (...words: string[]): Promise<Outcome> =>
    runBin("node-pre-gyp", [...words, ...FOR_LINUX], { cwd, env });

  expect(await run("publish")).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(/Cannot publish because .* missing: run `node-pre-gyp package` first/),
  });
  expect(await run("package", "publish")).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining(`[my-addon] Success: published to ${url}/addons/my-addon/v1.0.0/\n`),
  });
  const again = await run("publish");
  expect(again).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("[error] publish Cannot publish over existing version\n"),
  });
  expect(again.stdout).toContain(`Failed publishing to ${url}/addons/my-addon/v1.0.0/`);
  expect(await run("info")).toMatchObject({ exitCode: 0, stdout: `${KEY}\n` });
  const installed = await run("clean", "install", "--fallback-to-build=false");
  expect(installed.stdout).toContain("is installed via remote");
  expect(installed.stderr).toContain("the bytes are those of the host's manifest");
  expect(await run("unpublish")).toMatchObject({
    exitCode: 0,
    stdout: `[my-addon] Success: removed ${url}/addons/${KEY}\n`,
  });
  expect(await run("unpublish")).toMatchObject({
    exitCode: 0,
    stdout: `[my-addon] Not found: ${url}/addons/${KEY}\n`,
  });
  const empty = await run("info");
  expect(empty).toMatchObject({ exitCode: 0, stdout: "" });
  expect(empty.stderr).toContain("[my-addon] Not found: No objects at ");
});

it("node-pre-gyp signs with the keys, and publishes with the acl, that 0.x was given", async () => {
  // It keeps nothing, so that no publish succeeds: who signs is what matters.
  const signers = new Set<string | undefined>();
  const lists = new Set<string | string[] | undefined>();
  const server = createServer((request, response) => {
    signers.add(/Credential=(\w+)\//.exec(request.headers.authorization ?? "")?.[1]);
    if (request.method === "PUT") lists.add(request.headers["x-amz-acl"]);
    request.resume();
    request.on("end", () => response.writeHead(request.method === "PUT" ? 200 : 404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const cwd = builtAddon(BUCKET);
  writeFileSync(
    join(cwd, ".node_pre_gyprc"),
    JSON.stringify({ accessKeyId: "FILE", secretAccessKey: "secret", acl: "private" }),
  );
  await runBin("node-pre-gyp", ["package", ...FOR_LINUX], { cwd });
  const { port } = server.address() as AddressInfo;
  const mirror = {
    npm_config_my_addon_binary_host_mirror: `http://127.0.0.1:${port}`,
    HOME: join(cwd, "home"),
  };
  const variables = { node_pre_gyp_accessKeyId: "VARIABLE", node_pre_gyp_secretAccessKey: "secret" };
  for (const more of [{}, variables]) {
    const env = { ...mirror, ...more };
    await runBin("node-pre-gyp", ["publish", ...FOR_LINUX], { cwd, env });
  }
  expect([...signers]).toEqual(["FILE", "VARIABLE"]);
  expect([...lists]).toEqual(["private"]);
  const cwdOptions = { cwd, env: { ...mirror, ...variables } };
  await runBin("node-pre-gyp", ["publish", "--acl=authenticated-read", ...FOR_LINUX], cwdOptions);
  expect([...lists]).toEqual(["private", "authenticated-read"]);
});

it("node-pre-gyp says what a host is missing that is no bucket", async () => {
  const cwd = builtAddon();
  expect(await runBin("node-pre-gyp", ["package", "publish", ...FOR_LINUX], { cwd })).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("Could not parse s3 bucket name from virtual host url."),
  });
});

it("nodewright prebuild publishes all that is staged, and copies it to another version", async () => {
  const cwd = builtAddon();
  const place = join(cwd, "published");
  mkdirSync(place);
  await runBin("node-pre-gyp", ["package", ...FOR_LINUX], { cwd });
  const published = await runBin("nodewright-prebuild", ["publish", "--to", "published", "--json"], { cwd });
  expect(published).toMatchObject({ exitCode: 0 });
  expect(JSON.parse(published.stdout)).toEqual({
    name: "my-addon",
    version: "1.0.0",
    published: [join(place, KEY)],
  });
  const again = await runBin("nodewright-prebuild", ["publish", "--to", place], { cwd });
  expect(again).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("hint: ") });

  const copied = await runBin("nodewright-prebuild", ["copy", "1.0.0", "1.0.1", "--in", place], { cwd });
  expect(copied).toMatchObject({ exitCode: 0 });
  const target = join(place, "my-addon/v1.0.1", TARBALL);
  expect([existsSync(target), existsSync(`${target}.json`)]).toEqual([true, true]);
  const none = await runBin("nodewright-prebuild", ["copy", "0.9.0", "1.0.1", "--in", place], { cwd });
  expect(none).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("has no prebuilds of it") });
});

it("nodewright prebuild lists and removes what is published of a version, and that alone", async () => {
  const cwd = builtAddon();
  const prebuild = (...words: string[]): Promise<Outcome> => runBin("nodewright-prebuild", words, { cwd });
  await runBin("node-pre-gyp", ["package", ...FOR_LINUX], { cwd });
  await prebuild("publish", "--to", "published");
  await prebuild("copy", "1.0.0", "1.0.1", "--in", "published");
  expect(await prebuild("info", "--in", "published")).toMatchObject({ exitCode: 0, stdout: `${KEY}\n` });
  expect(await prebuild("unpublish", "--in", "published", "--json")).toMatchObject({
    exitCode: 0,
    stdout: `${JSON.stringify({ name: "my-addon", version: "1.0.0", removed: [join(cwd, "published", KEY)] })}\n`,
  });
  expect(existsSync(join(cwd, "published", `${KEY}.json`))).toBe(false);
  expect(existsSync(join(cwd, "published/my-addon/v1.0.1", TARBALL))).toBe(true);
  for (const command of ["info", "unpublish"]) {
    const { exitCode, stdout, stderr } = await prebuild(command, "--in", "published");
    expect([exitCode, stdout, stderr]).toEqual([
      0,
      "",
      expect.stringContaining("has nothing of my-addon 1.0.0"),
    ]);
  }
});

it("nodewright prebuild removes what is staged from a server that cannot list", async () => {
  const cwd = builtAddon();
  const kept = new Map<string, Buffer>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const path = request.url ?? "";
    const found = kept.get(path);
    if (request.method === "PUT") kept.set(path, Buffer.concat(chunks));
    if (request.method === "DELETE") kept.delete(path);
    response.writeHead(request.method === "PUT" ? 201 : found === undefined ? 404 : 200);
    response.end(request.method === "GET" ? found : undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const place = `http://127.0.0.1:${(server.address() as AddressInfo).port}/addons`;
  await runBin("node-pre-gyp", ["package", ...FOR_LINUX], { cwd });
  const prebuild = (...words: string[]): Promise<Outcome> => runBin("nodewright-prebuild", words, { cwd });
  expect(await prebuild("publish", "--to", place)).toMatchObject({ exitCode: 0 });
  expect([...kept.keys()].sort()).toEqual([`/addons/${KEY}`, `/addons/${KEY}.json`]);
  expect(await prebuild("unpublish", "--in", place)).toMatchObject({ exitCode: 0 });
  expect([...kept.keys()]).toEqual([]);
});
