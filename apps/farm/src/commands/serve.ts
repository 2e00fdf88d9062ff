import { once } from "node:events";
import { type Command, describeError, type Io, UsageError } from "@nodewright/command-line";
import { serveFarm } from "@nodewright/farm-pages";
import { type FarmFlags, print, withFarm, withFarmFlags } from "../session.js";
import { whole } from "./jobs.js";

interface ServeFlags extends FarmFlags {
  readonly host: string;
  readonly port: string;
}

/** The command that shows a farm to browsers. */
export function addServe(root: Command, io: Io): void {
  withFarmFlags(root.command("serve"))
    .description("serve pages, JSON, logs and the download tree over HTTP, until it is stopped")
    .option("--host <address>", "listen there; 0.0.0.0 is for everybody", "127.0.0.1")
    .option("--port <number>", "0 takes one that is free", "8080")
    .action((flags: ServeFlags) => serve(flags, io));
}

async function serve(flags: ServeFlags, io: Io): Promise<void> {
  const { host } = flags;
  const port = whole("--port", flags.port);
  if (port < 0 || port > 65_535) throw new UsageError(`--port ${port} is no port`, { hint: "0 to 65535" });
  await withFarm(flags, io, async (farm) => {
    const onError = (error: unknown): unknown => io.stderr.write(`error: ${describeError(error).message}\n`);
    const server = await serveFarm(farm, { host, port, onError });
    print(flags, io, { url: server.url }, `serving on ${server.url}\n`);
    if (!io.signal.aborted) await once(io.signal, "abort");
    await server.close();
  });
}
