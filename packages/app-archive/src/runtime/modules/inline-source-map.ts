import { dirname, resolve } from "node:path";
import type { Volume } from "../volume.js";

/** Node.js reads source maps past `fs`, so a script that names one of the volume gets it into its last comment. */
export function inlineSourceMap(volume: Volume, path: string, source: Buffer): Buffer {
  const at = source.lastIndexOf("//# sourceMappingURL=");
  if (at < 0) return source;
  const [comment = "", name = ""] = /^\/\/# sourceMappingURL=(\S+)/.exec(source.toString("utf8", at)) ?? [];
  if (name === "" || /^[a-z]+:/.test(name)) return source;
  const found = volume.find(resolve(dirname(path), decodeURIComponent(name)));
  if (typeof found !== "object" || found.kind !== "file") return source;
  const map = Buffer.from(volume.read(found)).toString("base64");
  const inlined = `//# sourceMappingURL=data:application/json;base64,${map}`;
  return Buffer.concat([source.subarray(0, at), Buffer.from(inlined), source.subarray(at + comment.length)]);
}
