import Module from "node:module";
import { resolve } from "node:path";
import type { Volume } from "../volume.js";
import { mountedRequest, resolveRequest } from "./resolve-request.js";

/** The resolver of CommonJS. It is no documented API, but the one place that all requires pass, and that others change too. */
interface Resolver {
  _resolveFilename(
    request: string,
    parent: { readonly filename?: string | null } | null | undefined,
    isMain?: boolean,
    options?: { readonly paths?: readonly string[] },
  ): string;
}

export interface Requires {
  /** The conditions of `exports` that this Node.js requires with, as its hooks say them. */
  conditions: readonly string[];
}

/** Lets `require` and `require.resolve` find the volume's files. */
export function serveRequires(volume: Volume): Requires {
  const requires: Requires = { conditions: ["require", "node", "node-addons", "module-sync"] };
  const resolver = Module as unknown as Resolver;
  const resolveFilename = resolver._resolveFilename;
  const find = (specifier: string, parent: string): string | undefined =>
    resolveRequest(volume, { specifier, parent, conditions: requires.conditions });
  resolver._resolveFilename = (request, parent, isMain, options) => {
    const rest = (): string => Reflect.apply(resolveFilename, resolver, [request, parent, isMain, options]);
    if (typeof request !== "string") return rest();
    // Nobody asks for the first module of all, and code that was given as text has no file.
    const { filename = undefined } = parent ?? {};
    const file = filename == null || /[/\\]\[(?:worker )?eval\]$/.test(filename) ? volume.entry : filename;
    const parents = options?.paths?.map((path) => resolve(path, "x.js")) ?? [file];
    for (const one of parents) {
      const outside = mountedRequest(volume, request, one);
      if (outside !== undefined) return resolveFilename.call(resolver, outside, parent, isMain);
      const path = find(request, one);
      if (path !== undefined) return path;
    }
    return rest();
  };
  return requires;
}
