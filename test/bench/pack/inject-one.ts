import { readFileSync } from "node:fs";
import { inject, parseAnalysis } from "@nodewright/executable/inject";

/** One whole process of ours: `node inject-one.ts SCRIPT (BASE ANALYSIS OUTPUT)…`; an ANALYSIS of `-` is made anew. */
const [script = "", ...jobs] = process.argv.slice(2);
const content = { main: new Uint8Array(readFileSync(script)) };
for (let i = 0; i + 2 < jobs.length; i += 3) {
  const [base = "", record = "", output = ""] = jobs.slice(i, i + 3);
  const known = record === "-" ? {} : { analysis: parseAnalysis(JSON.parse(readFileSync(record, "utf8"))) };
  await inject({ base, output, ...known, content, signature: "remove" });
}
