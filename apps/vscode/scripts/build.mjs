import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { makeManifest } from "./make-manifest.mjs";
import { makeVsix } from "./make-vsix.mjs";

const REPOSITORY = "https://github.com/nodewright/nodewright/blob/main/";

const root = join(import.meta.dirname, "..");
const extension = join(root, "dist/extension");
const schemas = dirname(
  fileURLToPath(import.meta.resolve("@nodewright/target-language/schemas/definition.schema.json")),
);

/**
 * dist/extension, the folder that VS Code runs, and the same as dist/nodewright.vsix. One file serves the desktop and
 * the web: what asks for something of Node.js does not build.
 */
await rm(join(root, "dist"), { recursive: true, force: true });
await mkdir(extension, { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: ["src/extension.ts"],
  outfile: join(extension, "dist/extension.js"),
  bundle: true,
  minify: true,
  format: "cjs",
  platform: "browser",
  external: ["vscode"],
  target: "es2022",
  legalComments: "inline",
});
const manifest = await makeManifest(root);
await writeFile(join(extension, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
await cp(join(root, "src/language-configuration.json"), join(extension, "language-configuration.json"));
await cp(join(root, "../../LICENSE"), join(extension, "LICENSE"));
for (const { url } of manifest.contributes.jsonValidation) {
  await cp(join(schemas, url.replace("./schemas/", "")), join(extension, url));
}
// VS Code shows it outside of the repository.
const readme = await readFile(join(root, "README.md"), "utf8");
await writeFile(join(extension, "README.md"), readme.replaceAll("](../../", `](${REPOSITORY}`));

await writeFile(join(root, "dist/nodewright.vsix"), await makeVsix(extension, manifest));
