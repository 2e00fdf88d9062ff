import { AbiError } from "../errors.js";
import { readNodeAbiLabel } from "./node-abi-label.js";
import type { PrebuildCandidate } from "./types.js";

const ABI_LABEL = "(?:node-webkit|node|electron)-v\\d[\\w.]*|v8-[\\d.]+";
/** What a variable's value looks like; the others may be anything within a path segment. */
const SHAPES: Readonly<Record<string, string>> = {
  platform: "[a-z0-9]+",
  target_platform: "[a-z0-9]+",
  arch: "(?!(?:glibc|musl|unknown)\\b)[a-z0-9_]+",
  target_arch: "(?!(?:glibc|musl|unknown)\\b)[a-z0-9_]+",
  libc: "glibc|musl|unknown",
  node_abi: ABI_LABEL,
  node_napi_label: `napi-v\\d+|${ABI_LABEL}`,
  napi_build_version: "\\d+",
  version: "\\d+\\.\\d+\\.\\d+(?:-[0-9A-Za-z.-]+?)?",
  major: "\\d+",
  minor: "\\d+",
  patch: "\\d+",
  configuration: "Release|Debug",
};
const OPEN_SHAPE = "[^/]*?";
/** Each open variable multiplies the ways to read a name. */
const MAX_OPEN = 3;
const MAX_LENGTH = 512;

/** The package's own default, and what addons with Node-API or a libc in the name have made of it. */
const TEMPLATES: readonly string[] = [
  "{module_name}-v{version}-{node_napi_label}-{platform}-{arch}-{libc}",
  "{module_name}-v{version}-{node_napi_label}-{platform}-{libc}-{arch}",
  "{module_name}-v{version}-{node_napi_label}-{platform}-{arch}",
  "{node_napi_label}-{platform}-{arch}-{libc}",
  "{node_napi_label}-{platform}-{libc}-{arch}",
  "{node_napi_label}-{platform}-{arch}",
];

/**
 * A name that node-pre-gyp makes: of a tarball, or of the folder an addon is unpacked to. With the `package_name` or
 * `module_path` of package.json as the template, its variables are read where the template has them; without, the
 * usual templates are tried on the last part of the path. `unknown`, which it writes for the libc off Linux, says
 * nothing. Undefined for a name that is not of the template; throws ERR_ABI_INVALID_TEMPLATE.
 */
export function parseNodePreGypName(name: string, template?: string): PrebuildCandidate | undefined {
  if (name.length > MAX_LENGTH) return undefined;
  if (template !== undefined) return read(name, trimPath(name), trimPath(template));
  const parts = trimPath(name).split("/");
  const last = parts.pop() ?? "";
  const bare = (last.endsWith(".node") ? (parts.pop() ?? "") : last).replace(/\.(?:tar\.gz|tgz)$/, "");
  for (const known of TEMPLATES) {
    const candidate = read(name, bare, known);
    if (candidate !== undefined) return candidate;
  }
  return undefined;
}

function trimPath(path: string): string {
  return path.replaceAll("\\", "/").replace(/^\.\//, "").replace(/\/+$/, "");
}

function read(name: string, text: string, template: string): PrebuildCandidate | undefined {
  const found = patternOf(template).exec(text)?.groups;
  if (found === undefined) return undefined;
  const label = found.node_napi_label ?? found.node_abi;
  const bound = label === undefined ? {} : readNodeAbiLabel(label);
  if (bound === undefined) return undefined;
  const os = found.platform ?? found.target_platform;
  const arch = found.arch ?? found.target_arch;
  const { libc, napi_build_version: level } = found;
  return {
    name,
    ...(os && { os }),
    ...(arch && { arch }),
    ...(libc && libc !== "unknown" && { libc }),
    ...bound,
    ...(level && Number(level) > 0 && { napi: Number(level) }),
  };
}

const patterns = new Map<string, RegExp>();

function patternOf(template: string): RegExp {
  const known = patterns.get(template);
  if (known !== undefined) return known;
  const seen = new Set<string>();
  const open = [...template.matchAll(/\{(\w+)\}/g)].filter(([, variable = ""]) => !(variable in SHAPES));
  if (open.length > MAX_OPEN || template.length > MAX_LENGTH) {
    throw new AbiError(
      "ERR_ABI_INVALID_TEMPLATE",
      `Cannot read names by ${JSON.stringify(template)}: it has more than ${MAX_OPEN} variables of any shape`,
      { hint: `Only these have a shape: ${Object.keys(SHAPES).join(", ")}.` },
    );
  }
  const source = template.split(/(\{\w+\})/).map((piece, i) => {
    if (i % 2 === 0) return piece.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
    const variable = piece.slice(1, -1);
    if (seen.has(variable)) return `\\k<${variable}>`;
    seen.add(variable);
    return `(?<${variable}>${SHAPES[variable] ?? OPEN_SHAPE})`;
  });
  const pattern = new RegExp(`^${source.join("")}$`);
  patterns.set(template, pattern);
  return pattern;
}
