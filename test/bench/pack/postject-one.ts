import { copyFileSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** One whole process of postject: `node postject-one.ts BLOB BASE OUTPUT API`. */
const [blob = "", base = "", output = "", api = ""] = process.argv.slice(2);
interface Postject {
  inject(file: string, name: string, blob: Buffer, options: object): Promise<void>;
}
const postject: Postject = createRequire(import.meta.url)(api);
copyFileSync(base, output);
await postject.inject(output, "NODE_SEA_BLOB", readFileSync(blob), {
  machoSegmentName: "NODE_SEA",
  sentinelFuse: "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2",
});
