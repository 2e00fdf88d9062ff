import { registerHooks } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Volume } from "../volume.js";
import { formatOf } from "./format-of.js";
import { inlineSourceMap } from "./inline-source-map.js";
import { mountedRequest, resolveRequest } from "./resolve-request.js";
import { serveRequires } from "./serve-requires.js";

/**
 * Lets `require`, `import` and `import()` find the volume's files. What is not in it is left to Node.js: built-in
 * modules, and files of the system that an app asks for by their path. `asked` is told all names first.
 */
export function serveModules(volume: Volume, nodeVersion: string, asked: (specifier: string) => void): void {
  const requires = serveRequires(volume);
  const isNode22 = nodeVersion.startsWith("22.");
  registerHooks({
    resolve(specifier, context, next) {
      asked(specifier);
      if (!context.conditions.includes("import")) {
        requires.conditions = context.conditions;
        return next(specifier, context);
      }
      const url = resolveImport(volume, specifier, context);
      if (url === undefined) return next(specifier, context);
      if (volume.find(fileURLToPath(url)) === undefined) return next(url, context);
      return { url, format: formatOf(volume, fileURLToPath(url)), shortCircuit: true };
    },
    load(url, context, next) {
      const path = url.startsWith("file:") ? fileURLToPath(url) : undefined;
      const found = path === undefined ? undefined : volume.find(path);
      if (path === undefined || typeof found !== "object" || found.kind !== "file") return next(url, context);
      const format = formatOf(volume, path);
      if (format === "addon") return { format, source: null as unknown as string, shortCircuit: true };
      // The other format of this name gives an imported module a `require` that is not the ordinary one.
      const isImported = isNode22 && format === "commonjs" && context.conditions.includes("import");
      const plain = Buffer.from(volume.read(found));
      const source = process.sourceMapsEnabled ? inlineSourceMap(volume, path, plain) : plain;
      return { format: isImported ? "commonjs-sync" : format, source, shortCircuit: true };
    },
  });
}

interface Context {
  readonly parentURL?: string | undefined;
  readonly conditions: readonly string[];
}

/** The URL of what an ES module imports, with the query of the specifier. */
function resolveImport(
  volume: Volume,
  specifier: string,
  { parentURL, conditions }: Context,
): string | undefined {
  const parent = parentURL?.startsWith("file:") ? fileURLToPath(parentURL) : volume.entry;
  if (!/^(?:\.{0,2}\/|file:)/.test(specifier)) {
    const path = resolveRequest(volume, { specifier, parent, conditions });
    return path === undefined ? undefined : pathToFileURL(path).href;
  }
  if (!URL.canParse(specifier, parentURL)) return undefined;
  const { href, search, hash } = new URL(specifier, parentURL);
  if (!href.startsWith("file:")) return undefined;
  const asked = fileURLToPath(href);
  const path =
    mountedRequest(volume, asked, parent) ?? resolveRequest(volume, { specifier: asked, parent, conditions });
  return path === undefined ? undefined : `${pathToFileURL(path)}${search}${hash}`;
}
