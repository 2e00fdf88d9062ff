import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { diagnosticCodes } from "@nodewright/target-language";

const read = async (...path) => JSON.parse(await readFile(join(...path), "utf8"));

/**
 * The package.json of the extension: VS Code allows no scope in its name, and reads its file as CommonJS, which
 * `type` here would forbid.
 */
export async function makeManifest(root) {
  const { version, description, license, repository } = await read(root, "package.json");
  const { name, displayName, ...rest } = await read(root, "src/extension.json");
  const ignore = rest.contributes.configuration.properties["nodewright.ignore"];
  ignore.items.enum = diagnosticCodes;
  return { name, displayName, version, description, license, repository, ...rest };
}
