import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { temporaryDirectory } from "./addon.js";

/** An npm registry on loopback that has these folders, packed by npm; gives its address. */
export async function startRegistry(folders: readonly string[]): Promise<string> {
  const packed = folders.map(pack);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "").slice(1);
    const base = `http://${request.headers.host}/`;
    const tarball = packed.find(({ file }) => path === file);
    if (tarball !== undefined) return void response.end(tarball.bytes);
    const found = packed.find(({ manifest }) => path === manifest.name);
    if (found === undefined) return void response.writeHead(404).end("{}");
    const { manifest, bytes, file } = found;
    const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
    const version = { ...manifest, dist: { tarball: base + file, integrity } };
    response.end(
      JSON.stringify({
        name: manifest.name,
        "dist-tags": { latest: manifest.version },
        versions: { [manifest.version]: version },
        time: { [manifest.version]: "2020-01-01T00:00:00.000Z" },
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

interface Packed {
  readonly manifest: { readonly name: string; readonly version: string };
  readonly file: string;
  readonly bytes: Buffer;
}

function pack(folder: string): Packed {
  const into = temporaryDirectory();
  const { status, stdout, stderr } = spawnSync(
    "npm",
    ["pack", "--silent", "--ignore-scripts", "--pack-destination", into],
    { cwd: folder, encoding: "utf8", shell: process.platform === "win32" },
  );
  if (status !== 0) throw new Error(stderr);
  const file = stdout.trim().split("\n").at(-1) ?? "";
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return { manifest, file, bytes: readFileSync(join(into, file)) };
}
