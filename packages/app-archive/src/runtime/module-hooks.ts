import Module, { builtinModules, registerHooks } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { formatOf, resolveInVolume } from "./resolve.js";
import type { Volume } from "./volume.js";

/** A script of the runtime's own that starts the app; no file of the archive has such a name. */
export interface StartScript {
  readonly path: string;
  readonly source: string;
}

/**
 * Lets `require`, `import` and `import()` find the volume's files. What is not in it is left to Node.js: built-in
 * modules, and files of the system that an app asks for by their path.
 */
export function serveModules(volume: Volume, start: StartScript, nodeVersion: string): void {
  if (nodeVersion.startsWith("22.")) serveUnhookedRequires(volume);
  const startUrl = pathToFileURL(start.path).href;
  registerHooks({
    resolve(specifier, context, next) {
      const path = specifier === start.path ? start.path : resolved(volume, specifier, context);
      if (path === undefined) return next(specifier, context);
      const format = path === start.path ? "commonjs" : formatOf(volume, path);
      return { url: pathToFileURL(path).href, format, shortCircuit: true };
    },
    load(url, context, next) {
      if (url === startUrl) return { format: "commonjs", source: start.source, shortCircuit: true };
      const path = url.startsWith("file:") ? fileURLToPath(url) : undefined;
      const found = path === undefined ? undefined : volume.find(path);
      if (path === undefined || typeof found !== "object" || found.kind !== "file") return next(url, context);
      const source = Buffer.from(volume.read(found));
      return { format: formatOf(volume, path), source, shortCircuit: true };
    },
  });
}

/** The internal resolver of CommonJS, which others patch too. */
interface Resolver {
  _resolveFilename(
    request: string,
    parent: { readonly filename?: string } | undefined,
    ...rest: unknown[]
  ): string;
}

/** Node.js 22 asks no hook for what a CommonJS module requires that an ES module imports. */
function serveUnhookedRequires(volume: Volume): void {
  const resolver = Module as unknown as Resolver;
  const resolveFilename = resolver._resolveFilename;
  resolver._resolveFilename = (request, parent, ...rest) => {
    const parentURL = parent?.filename === undefined ? undefined : pathToFileURL(parent.filename).href;
    const path = resolved(volume, request, { parentURL, conditions: ["require", "node", "node-addons"] });
    return path ?? resolveFilename.call(resolver, request, parent, ...rest);
  };
}

interface Context {
  readonly parentURL?: string | undefined;
  readonly conditions: readonly string[];
}

function resolved(volume: Volume, specifier: string, { parentURL, conditions }: Context): string | undefined {
  if (specifier.startsWith("node:") || builtinModules.includes(specifier)) return undefined;
  if (parentURL !== undefined && !parentURL.startsWith("file:")) return undefined;
  // Nobody asks for the first module of all.
  const parent = parentURL === undefined ? volume.entry : fileURLToPath(parentURL);
  const wanted = specifier.startsWith("file:") ? fileURLToPath(specifier) : specifier;
  const isAsked = volume.find(wanted) !== undefined;
  if (!isAsked && (parentURL === undefined || volume.find(parent) === undefined)) return undefined;
  return resolveInVolume(volume, { specifier: wanted, parent, conditions });
}
