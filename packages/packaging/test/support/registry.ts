import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createHttpClient } from "@nodewright/artifact-store";
import type { Registry } from "@nodewright/release-source";
import { onTestFinished } from "vitest";
import type { AddonSources } from "../../src/addons/types.js";
import { scratch } from "./scratch.js";

/** Packages by `name@version`, each a folder; served on loopback with their digests. */
export async function sourcesOf(packages: Readonly<Record<string, string>>): Promise<AddonSources> {
  const place = scratch();
  const tarballs = new Map(
    Object.entries(packages).map(([id, folder], i) => {
      const path = join(place, `${i}.tgz`);
      spawnSync("tar", ["-czf", path, "-C", folder, "--transform=s,^\\.,package,", "."]);
      return [id, readFileSync(path)];
    }),
  );
  const server = createServer((request, response) => {
    response.end(tarballs.get(decodeURIComponent((request.url ?? "").slice(1))));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const client = createHttpClient({ env: {} });
  onTestFinished(async () => {
    server.close();
    await client.close();
  });
  const { port } = server.address() as AddressInfo;
  const registry: Registry = {
    name: "a test",
    versions: async () => undefined,
    package: async (name, version) => {
      const bytes = tarballs.get(`${name}@${version}`);
      if (bytes === undefined) return undefined;
      const digest = createHash("sha512").update(bytes).digest("hex");
      const tarball = `http://127.0.0.1:${port}/${encodeURIComponent(`${name}@${version}`)}`;
      return { name, version, tarball, digests: [{ algorithm: "sha512", digest }], evidence: [], notes: [] };
    },
  };
  return { registry, client, folder: join(place, "kept"), env: {} };
}
