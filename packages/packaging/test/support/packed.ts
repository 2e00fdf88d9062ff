import { join } from "node:path";
import { traceApp } from "@nodewright/app-archive/trace";
import { namedBase } from "../../src/base/named-base.js";
import { type PackedApp, packApp } from "../../src/pack/pack-app.js";
import { scratch } from "./scratch.js";

/** An executable of this Node.js with these files; the first starts. */
export async function packedApp(files: Readonly<Record<string, string>>): Promise<PackedApp> {
  const folder = scratch(files);
  const [entry = ""] = Object.keys(files);
  const trace = await traceApp({ entry, folder });
  const base = await namedBase(process.execPath);
  const wanted = [{ base, output: join(folder, "out", "app") }];
  const app = { name: "app", version: "1.2.3" };
  const [packed] = await packApp({ trace, app, packager: "0.1.0", embedsSbom: true, wanted });
  if (packed === undefined) throw new Error("nothing was packed");
  return packed;
}
