// Makes the JSON schemas in ../schemas, and what the language functions have of them, of the zod schemas:
// node scripts/make-json-schemas.mjs [--check]
// With --check nothing is written, and a file that is not current is an error. `pnpm format` sets their lines.
import { readFileSync, writeFileSync } from "node:fs";
import { jsonSchemas, schemaModule } from "./schemas/json-schemas.mjs";

const files = Object.entries(jsonSchemas()).map(([name, schema]) => [
  `../schemas/${name}.schema.json`,
  `${JSON.stringify(schema, null, 2)}\n`,
]);
files.push(["../src/schema/schemas.generated.ts", schemaModule()]);

for (const [path, text] of files) {
  const file = new URL(path, import.meta.url);
  if (!process.argv.includes("--check")) writeFileSync(file, text);
  else if (plain(readFileSync(file, "utf8")) !== plain(text))
    throw new Error(`${path} is not current: run this script`);
}

/** How lines are broken makes no difference. */
function plain(text) {
  return text.replace(/\s+/g, "");
}
