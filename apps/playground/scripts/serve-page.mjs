import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript" };

/** Serves `dist` on this machine alone; port 0 takes any. */
export async function servePage({ port = 0 } = {}) {
  const root = join(import.meta.dirname, "../dist");
  const server = createServer(async ({ url = "/" }, response) => {
    const path = normalize(new URL(url, "http://localhost").pathname);
    const file = join(root, path === "/" ? "index.html" : path);
    const content = await readFile(file).catch(() => undefined);
    const type = TYPES[extname(file)] ?? "text/plain; charset=utf-8";
    response.writeHead(content === undefined ? 404 : 200, { "content-type": type }).end(content);
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
