import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Farm } from "@nodewright/build-farm";
import { handleRequest } from "./handle-request.js";
import { send } from "./respond.js";

export interface ServeFarmOptions {
  /** Default: 127.0.0.1, this machine alone. */
  readonly host?: string;
  /** Default: 0, any that is free. */
  readonly port?: number;
  /** Told of what went wrong while answering. */
  readonly onError?: (error: unknown) => void;
}

/** A server that runs. */
export interface FarmServer {
  readonly url: string;
  /** Ends it; answers under way are cut off. */
  close(): Promise<void>;
}

/** Serves what is public of a farm: nothing can be changed through it. Rejects when it cannot listen. */
export async function serveFarm(farm: Farm, options: ServeFarmOptions = {}): Promise<FarmServer> {
  const { host = "127.0.0.1", port = 0, onError } = options;
  const server = createServer((request, response) => {
    handleRequest(farm, request, response).catch((error: unknown) => {
      // Who went away in the middle of a file is no error.
      if (response.destroyed) return;
      onError?.(error);
      if (response.headersSent) response.destroy();
      else send(response, { status: 500, type: "text/plain", body: "The farm cannot answer now.\n" });
    });
  });
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  const name = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return {
    url: `http://${name}:${address.port}/`,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
