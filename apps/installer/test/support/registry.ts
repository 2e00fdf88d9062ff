import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { type Entry, writeTarGz } from "./archive.js";
import { serve, type TestServer } from "./server.js";

export interface TestRegistry extends TestServer {
  /** Every request with its headers. */
  readonly seen: { readonly path: string; readonly authorization: string | undefined }[];
}

export interface Package {
  readonly name: string;
  readonly version: string;
  /** A .tar.gz that is there, or what one is to hold. */
  readonly content: string | readonly Entry[];
  /** Changes what the registry says of it. */
  readonly dist?: Readonly<Record<string, unknown>> | undefined;
}

/** A registry on loopback that has these packages, each in one version, below the path `npm/`. */
export async function serveRegistry(root: string, packages: readonly Package[]): Promise<TestRegistry> {
  const answers = new Map<string, object>();
  const seen: { path: string; authorization: string | undefined }[] = [];
  const server = await serve(root, (request: IncomingMessage, response, path) => {
    seen.push({ path, authorization: request.headers.authorization });
    const answer = answers.get(path);
    if (answer === undefined) return false;
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    return true;
  });
  for (const one of packages) {
    const { name, version } = one;
    const manifest = await publish(root, `${server.url}/npm/`, one);
    answers.set(`/npm/${name}`, { name, versions: { [version]: manifest } });
    answers.set(`/npm/${name}/${version}`, manifest);
  }
  return { ...server, url: `${server.url}/npm/`, seen };
}

async function publish(
  root: string,
  url: string,
  { name, version, content, dist }: Package,
): Promise<object> {
  const path = `${name}/-/${name}-${version}.tgz`;
  const file = join(root, "npm", path);
  await mkdir(join(root, "npm", name, "-"), { recursive: true });
  if (typeof content === "string") await copyFile(content, file);
  else
    await writeTarGz(
      file,
      content.map((entry) => ({ ...entry, name: `package/${entry.name}` })),
    );
  const integrity = `sha512-${createHash("sha512")
    .update(await readFile(file))
    .digest("base64")}`;
  return { name, version, dist: { tarball: `${url}${path}`, integrity, ...dist } };
}
