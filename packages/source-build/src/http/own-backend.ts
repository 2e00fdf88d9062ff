import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { HttpClient } from "@nodewright/artifact-store";
import { log, type RunContext } from "../run-command.js";
import type { HttpBackend } from "./backend.js";

/** Downloads in this process: resumed, retried, through the proxy that the environment names. */
export const ownBackend: HttpBackend = {
  name: "nodewright",
  head: async (context, url) =>
    await attempt(context, async () => {
      if (isFileUrl(url)) return true;
      const response = await withClient(context, (client) => client.fetch(url, { method: "HEAD" }));
      if (!response.ok) log(context, `HEAD ${url}: status ${response.status}\n`);
      return response.ok;
    }),
  get: async (context, url, { cwd, file }) =>
    await attempt(context, async () => {
      const path = join(cwd, file);
      if (isFileUrl(url)) {
        await copyFile(fileURLToPath(url), path);
        return true;
      }
      const { downloadToFile } = await import("@nodewright/artifact-store");
      await withClient(context, (client) => downloadToFile(path, { urls: [url], client }));
      return true;
    }),
};

function isFileUrl(url: string): boolean {
  return url.startsWith("file:");
}

async function withClient<Result>(
  { env }: RunContext,
  use: (client: HttpClient) => Promise<Result>,
): Promise<Result> {
  const { createHttpClient } = await import("@nodewright/artifact-store");
  const client = createHttpClient({ env });
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

/** What fails is the log's to tell: the caller may have another place to fetch from. */
async function attempt(context: RunContext, work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    log(context, `${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
}
