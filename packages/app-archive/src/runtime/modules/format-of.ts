import type { Volume } from "../volume.js";
import { nearestManifest } from "./manifests.js";

const FORMATS: Readonly<Record<string, string>> = {
  ".cjs": "commonjs",
  ".cts": "commonjs-typescript",
  ".json": "json",
  ".mjs": "module",
  ".mts": "module-typescript",
  ".node": "addon",
  ".wasm": "wasm",
};

/** What a file is to Node.js: by its extension, the `type` of its package, or its syntax, which was looked at when it was packed. */
export function formatOf(volume: Volume, path: string): string {
  const extension = /[^/\\](\.[^./\\]*)$/.exec(path)?.[1] ?? "";
  const format = FORMATS[extension];
  if (format !== undefined) return format;
  const plain = isModule(volume, path) ? "module" : "commonjs";
  return extension === ".ts" ? `${plain}-typescript` : plain;
}

function isModule(volume: Volume, path: string): boolean {
  const type = nearestManifest(volume, path)?.manifest.type;
  if (type === "module" || type === "commonjs") return type === "module";
  const found = volume.find(path);
  return typeof found === "object" && found.kind === "file" && found.file.isModule === true;
}
