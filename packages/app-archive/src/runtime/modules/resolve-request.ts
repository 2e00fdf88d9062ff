import { isBuiltin } from "node:module";
import { dirname, resolve } from "node:path";
import type { Volume } from "../volume.js";
import { type Request, resolveInVolume } from "./resolve.js";

/** The file of the volume that a request means, without links on the way; undefined for all others. */
export function resolveRequest(
  volume: Volume,
  { specifier, parent, conditions }: Request,
): string | undefined {
  if (isBuiltin(specifier)) return undefined;
  const absolute = resolve(specifier) === specifier || specifier.startsWith("/");
  const isAsked = absolute && volume.find(specifier) !== undefined;
  if (!isAsked && (absolute || volume.find(parent) === undefined)) return undefined;
  const path = resolveInVolume(volume, { specifier, parent, conditions });
  const found = path === undefined ? undefined : volume.find(path);
  return typeof found === "object" ? found.path : path;
}

/** The path of the system that a request for a path means, where that is mounted. */
export function mountedRequest(volume: Volume, specifier: string, parent: string): string | undefined {
  const isPath = /^(?:\.{1,2}(?:[/\\]|$)|[/\\]|[A-Za-z]:[/\\])/.test(specifier);
  const path = isPath ? resolve(dirname(parent), specifier) : undefined;
  return path === undefined || volume.find(path) === undefined ? undefined : volume.mounted(path);
}
