import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { generateSigningKey, signShasums } from "@nodewright/gpg-verify";
import { packStandInSource } from "@nodewright/recipe-runner";
import { formatIndex, type ReleaseRow } from "@nodewright/release-index";
import { onTestFinished } from "vitest";

/** The recipes of this repository. */
export const recipesRoot: string = resolve(import.meta.dirname, "../../../../recipes");

/** A server of nodejs.org's shape whose sources are the program that stands in for Node.js. */
export interface Upstream {
  readonly url: string;
  /** Armored. */
  readonly publicKey: string;
  /** Shows releases in the index, the newest first. */
  index(...rows: readonly ReleaseRow[]): void;
  /** Publishes a release's source and its signed list. */
  publish(version: string): Promise<void>;
  /** Files below the channel's folder, to be changed at will. */
  readonly folder: string;
}

export const rowOf = (version: string, more: Partial<ReleaseRow> = {}): ReleaseRow => ({
  version,
  date: "2026-11-19",
  files: ["src"],
  lts: false,
  security: false,
  ...more,
});

/** Starts one on 127.0.0.1, with files below `folder`. */
export async function startUpstream(folder: string): Promise<Upstream> {
  const key = await generateSigningKey({ name: "Upstream", email: "upstream@example.org" });
  mkdirSync(folder, { recursive: true });
  const server = createServer((request, response) => {
    try {
      response.end(readFileSync(join(folder, new URL(request.url ?? "", "http://x").pathname)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    publicKey: key.publicKey,
    folder,
    index: (...rows) => writeFileSync(join(folder, "index.json"), formatIndex(rows, "json")),
    publish: async (version) => {
      const directory = join(folder, version);
      const { sha256 } = await packStandInSource({
        recipe: join(recipesRoot, "stand-in"),
        version,
        directory,
      });
      const list = `${sha256}  node-${version}.tar.xz\n`;
      writeFileSync(join(directory, "SHASUMS256.txt"), list);
      const { clearsigned } = await signShasums(list, { privateKey: key.privateKey });
      writeFileSync(join(directory, "SHASUMS256.txt.asc"), clearsigned);
    },
  };
}
