import { parse, TomlError } from "smol-toml";
import { fileError, isRecord, type VersionRequest } from "./version-request.js";

type Path = readonly (string | number)[];

/**
 * mise.toml: `[tools] node = "22"`, a list of such, or `{ version = "22" }`; `nodejs` is another name of the
 * tool. An empty list when it asks for no Node.js.
 */
export function parseMiseToml(file: string, text: string): VersionRequest[] {
  const { tools } = parseToml(file, text);
  if (tools === undefined) return [];
  if (!isRecord(tools)) throw fileError(file, "tools is not a table");
  return ["node", "nodejs", "core:node"].flatMap((tool) => readTool(file, tools[tool], ["tools", tool]));
}

function parseToml(file: string, text: string): Record<string, unknown> {
  try {
    return parse(text);
  } catch (cause) {
    const at = cause instanceof TomlError ? ` at line ${cause.line}` : "";
    const why = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
    throw fileError(file, `it is not TOML${at}: ${why}`, { cause });
  }
}

function readTool(file: string, value: unknown, path: Path): VersionRequest[] {
  if (value === undefined) return [];
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) => readTool(file, item, [...path, index]));
  if (typeof value === "string") return [{ spec: value.trim(), dialect: "mise", file, path }];
  if (isRecord(value)) {
    if (typeof value.version === "string") return readTool(file, value.version, [...path, "version"]);
    throw fileError(file, `${path.join(".")} has no version`);
  }
  throw fileError(file, `${path.join(".")} is neither a text, a list nor a table`, {
    hint: 'Quote the version: node = "22".',
  });
}
