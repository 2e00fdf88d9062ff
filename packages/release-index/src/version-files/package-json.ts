import type { SpecDialect } from "../spec.js";
import { fileError, isRecord, type VersionRequest } from "./version-request.js";

type Path = readonly (string | number)[];

/**
 * package.json, the most binding first: `volta.node`, `devEngines.runtime` named node, `engines.node`, and the
 * node ranges of `pkg.targets`. An empty list when it asks for no version.
 */
export function parsePackageJson(file: string, text: string): VersionRequest[] {
  const manifest = parseJson(file, text);
  if (!isRecord(manifest)) throw fileError(file, "it is not a JSON object");
  const reader = new Reader(file);
  return [
    ...reader.member(manifest, ["volta", "node"], "volta"),
    ...reader.runtimes(manifest),
    ...reader.member(manifest, ["engines", "node"], "engines"),
    ...reader.pkgTargets(manifest),
  ];
}

/**
 * The file that Volta takes what is missing from: `volta.extends`, as it stands there.
 *
 * @throws ReleaseIndexError `ERR_RELEASE_VERSION_FILE`
 */
export function parseVoltaExtends(file: string, text: string): string | undefined {
  const manifest = parseJson(file, text.replace(/^\uFEFF/, ""));
  const volta = isRecord(manifest) && isRecord(manifest.volta) ? manifest.volta : {};
  if (volta.extends === undefined || typeof volta.extends === "string") return volta.extends;
  throw fileError(file, "volta.extends is not a text");
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw fileError(file, `it is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

/** Reads members of one file, naming it in errors. */
class Reader {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  member(
    parent: Record<string, unknown>,
    [outer, inner]: readonly [string, string],
    dialect: SpecDialect,
  ): VersionRequest[] {
    const member = this.#object(parent[outer], [outer]);
    return member?.[inner] === undefined ? [] : [this.#request(member[inner], [outer, inner], dialect)];
  }

  /** `runtime` is one object or a list of them; those of other runtimes, or without a version, ask for no Node.js. */
  runtimes(manifest: Record<string, unknown>): VersionRequest[] {
    const engines = this.#object(manifest.devEngines, ["devEngines"]);
    const runtime = engines?.runtime;
    if (runtime === undefined) return [];
    const path = ["devEngines", "runtime"];
    const items: readonly (readonly [Path, unknown])[] = Array.isArray(runtime)
      ? runtime.map((item: unknown, index) => [[...path, index], item])
      : [[path, runtime]];
    return items.flatMap(([at, item]) => {
      const { name, version } = this.#object(item, at) ?? {};
      if (typeof name !== "string" || name.toLowerCase() !== "node" || version === undefined) return [];
      return [this.#request(version, [...at, "version"], "devEngines")];
    });
  }

  /** The node range of each target that states one; a target without is built for pkg's own Node.js. */
  pkgTargets(manifest: Record<string, unknown>): VersionRequest[] {
    const targets = this.#object(manifest.pkg, ["pkg"])?.targets;
    if (targets === undefined) return [];
    const path = ["pkg", "targets"];
    const list: readonly unknown[] = Array.isArray(targets) ? targets : [targets];
    return list.flatMap((item, index) => {
      const at = Array.isArray(targets) ? [...path, index] : path;
      if (typeof item !== "string") throw this.#wrong(at, "is not a text");
      const spec = item.split("-").findLast((token) => token === "latest" || token.startsWith("node"));
      return spec === undefined ? [] : [{ ...this.#request(spec, at, "pkg"), target: item }];
    });
  }

  #object(value: unknown, path: Path): Record<string, unknown> | undefined {
    if (value === undefined || value === null) return undefined;
    if (isRecord(value)) return value;
    throw this.#wrong(path, "is not an object");
  }

  #request(value: unknown, path: Path, dialect: SpecDialect): VersionRequest {
    if (typeof value !== "string") throw this.#wrong(path, "is not a text");
    return { spec: value.trim(), dialect, file: this.#file, path };
  }

  #wrong(path: Path, why: string): Error {
    return fileError(this.#file, `${path.join(".")} ${why}`);
  }
}
