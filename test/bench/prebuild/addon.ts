import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { dirname, join } from "node:path";

/** A real Node-API addon of about 1 MB in a tarball. */
const BINARY = "@rollup/rollup-linux-x64-gnu@4.68.7";

export interface Addon {
  /** The folder with package.json. */
  readonly root: string;
  readonly addonFile: string;
  readonly tarballBytes: number;
  readonly host: string;
  readonly server: Server;
}

/** An addon as node-pre-gyp's users publish it, its tarball on a loopback server. */
export async function makeAddon(base: string): Promise<Addon> {
  const root = join(base, "addon");
  const binary = {
    module_name: "bench",
    module_path: "./lib/binding/napi-v{napi_build_version}",
    remote_path: "v{version}",
    package_name: "{module_name}-napi-v{napi_build_version}-{platform}-{arch}-{libc}.tar.gz",
    host: "https://addons.example/",
    napi_versions: [8],
  };
  mkdirSync(root, { recursive: true });
  const manifest = { name: "bench", version: "1.0.0", main: "index.js", binary };
  writeFileSync(join(root, "package.json"), JSON.stringify(manifest));
  const tarball = makeTarball(join(base, "pack"));
  const server = createServer((request, response) => {
    const isTarball = request.url === "/v1.0.0/bench-napi-v8-linux-x64-glibc.tar.gz";
    response.writeHead(isTarball ? 200 : 404, { "content-length": isTarball ? tarball.length : 0 });
    response.end(isTarball ? tarball : "");
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const addonFile = join(root, "lib/binding/napi-v8/bench.node");
  return { root, addonFile, tarballBytes: tarball.length, host: `http://127.0.0.1:${port}/`, server };
}

function makeTarball(work: string): Buffer {
  mkdirSync(join(work, "napi-v8"), { recursive: true });
  execFileSync("npm", ["pack", "--silent", BINARY], { cwd: work, stdio: ["ignore", "ignore", "inherit"] });
  const packed = readdirSync(work).find((name) => name.endsWith(".tgz")) ?? "";
  execFileSync("tar", ["-xzf", packed], { cwd: work });
  const file = readdirSync(join(work, "package")).find((name) => name.endsWith(".node")) ?? "";
  copyFileSync(join(work, "package", file), join(work, "napi-v8/bench.node"));
  execFileSync("tar", ["-czf", "bench.tar.gz", "napi-v8"], { cwd: work });
  const bytes = readFileSync(join(work, "bench.tar.gz"));
  rmSync(work, { recursive: true });
  return bytes;
}

export interface InstalledSize {
  readonly packages: number;
  readonly bytes: number;
}

/** What `npm install` of a package puts on the disk, from the registry or a packed file. */
export function installPackage(spec: string, into: string): InstalledSize {
  mkdirSync(into, { recursive: true });
  writeFileSync(join(into, "package.json"), '{ "private": true }');
  const args = ["install", "--silent", "--ignore-scripts", "--no-audit", "--no-fund", spec];
  execFileSync("npm", args, { cwd: into, stdio: ["ignore", "ignore", "inherit"] });
  const files = readdirSync(join(into, "node_modules"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const manifests = files.filter((file) =>
    /node_modules\/(?:@[^/]+\/)?[^/@.][^/]*\/package\.json$/.test(file),
  );
  return {
    packages: new Set(manifests.map((file) => dirname(file))).size,
    bytes: files.reduce((sum, file) => sum + statSync(file).size, 0),
  };
}
