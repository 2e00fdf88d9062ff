import { isBuiltin } from "node:module";
import { resolve } from "node:path";
import type { Volume } from "../volume.js";
import { type Request, resolveInVolume } from "./resolve.js";

/** The file that a request means: one of the volume, one of the system that is mounted in it, or undefined for all others. */
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
