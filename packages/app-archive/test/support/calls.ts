import { print } from "./run-app.js";

const preamble = `const fs = require("node:fs");
const { join } = require("node:path");
const { promisify } = require("node:util");
const { pathToFileURL } = require("node:url");
const at = (path) => join(__dirname, "data", path);
const plain = (value) => {
  if (value instanceof Error) {
    // Newer versions add the path.
    if (value.code === "EISDIR") return value.code;
    const { name, message, code, errno, syscall, path, dest } = value;
    return { name, message, code, errno, syscall, path, dest };
  }
  if (Buffer.isBuffer(value)) return "Buffer " + value.toString("hex");
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof fs.Dirent) return [value.name, value.parentPath, value.isFile(), value.isDirectory(), value.isSymbolicLink()];
  if (value && typeof value.isFile === "function") {
    return [value.isFile(), value.isDirectory(), value.isSymbolicLink(), String(value.isFile() && value.size), typeof value.mtimeMs,
      typeof value.mtimeNs, value.mtime instanceof Date, value instanceof fs.Stats];
  }
  return value;
};
const answers = {};
const tell = async (name, run) => {
  try { answers[name] = plain(await run()) ?? "undefined"; } catch (error) { answers[name] = plain(error); }
};
`;

/** A script that makes calls, one a line, and prints what each gives or throws. */
export function toldBy(lines: readonly string[]): string {
  const calls = lines.map((line) => `await tell(${JSON.stringify(line)}, () => ${line});`).join("\n");
  return `${preamble}(async () => {\n${calls}\n${print("answers")} })();`;
}
