import { AbiError, quote } from "../errors.js";
import { readNodeAbiLabel } from "./node-abi-label.js";
import type { PrebuildCandidate } from "./types.js";

const LIBC = "glibc|musl|unknown";
const ARCH = `(?!${LIBC})[a-z0-9_]+`;
const OS = "[a-z0-9]+";
const NODE_ABI = "(?:node-webkit|node|electron)-v\\d[\\w.]*|v8-[\\d.]+";
const LABEL = `napi-v\\d+|${NODE_ABI}`;
const VERSION = "\\d+\\.\\d+\\.\\d+(?:-[\\w.-]+?)?";

/** What a template's variable looks like in a name; the others may be anything within a path segment. */
const SHAPES: Readonly<Record<string, string>> = {
  platform: OS,
  target_platform: OS,
  arch: ARCH,
  target_arch: ARCH,
  libc: LIBC,
  node_abi: NODE_ABI,
  node_napi_label: LABEL,
  napi_build_version: "\\d+",
  version: VERSION,
};
/** Each open variable multiplies the ways to read a name. */
const MAX_OPEN = 3;
const MAX_LENGTH = 512;

/** The package's own default, and what addons with Node-API or a libc in the name have made of it. */
const USUAL = `^(?:.+?-v${VERSION}-)?(?<node_napi_label>${LABEL})-(?<platform>${OS})(?:-(?<libc>${LIBC}))?-(?<arch>${ARCH})(?:-(?<libc_last>${LIBC}))?$`;

/**
 * A name that node-pre-gyp makes: of a tarball, or of the folder an addon is unpacked to. With the `package_name` or
 * `module_path` of package.json as the template, its variables are read where the template has them; without, the
 * usual forms are tried on the last part of the path. `unknown`, which it writes for the libc off Linux, says
 * nothing. Undefined for a name that is not of the template; throws ERR_ABI_INVALID_TEMPLATE.
 */
export function parseNodePreGypName(name: string, template?: string): PrebuildCandidate | undefined {
  if (name.length > MAX_LENGTH) return undefined;
  const path = trimPath(name);
  const pattern = template === undefined ? USUAL : patternOf(trimPath(template));
  const found = new RegExp(pattern).exec(template === undefined ? lastPart(path) : path)?.groups;
  if (found === undefined) return undefined;

  const label = found.node_napi_label ?? found.node_abi;
  const bound = label === undefined ? {} : readNodeAbiLabel(label);
  const os = found.platform ?? found.target_platform;
  const arch = found.arch ?? found.target_arch;
  const libc = found.libc ?? found.libc_last;
  const level = Number(found.napi_build_version ?? 0);
  return {
    name,
    ...(os && { os }),
    ...(arch && { arch }),
    ...(libc && libc !== "unknown" && { libc }),
    ...bound,
    ...(level > 0 && { napi: level }),
  };
}

function trimPath(path: string): string {
  return path.replaceAll("\\", "/").replace(/^\.\/|\/+$/g, "");
}

/** The tarball without its ending, or the folder that a .node file is in. */
function lastPart(path: string): string {
  const parts = path.split("/");
  const last = parts.pop() ?? "";
  return last.endsWith(".node") ? (parts.pop() ?? "") : last.replace(/\.(?:tar\.gz|tgz)$/, "");
}

function patternOf(template: string): string {
  const seen = new Set<string>();
  const pieces = template.split(/\{([a-z]\w*)\}/).map((piece, i) => {
    if (i % 2 === 0) return piece.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
    if (seen.has(piece)) return `\\k<${piece}>`;
    seen.add(piece);
    return `(?<${piece}>${shapeOf(piece) ?? "[^/]*?"})`;
  });
  const open = [...seen].filter((variable) => shapeOf(variable) === undefined);
  if (open.length <= MAX_OPEN && template.length <= MAX_LENGTH) return `^${pieces.join("")}$`;
  throw new AbiError(
    "ERR_ABI_INVALID_TEMPLATE",
    `Cannot read names by ${quote(template)}: it has more than ${MAX_OPEN} variables of any shape`,
    { hint: `These have a shape: ${Object.keys(SHAPES).join(", ")}.` },
  );
}

function shapeOf(variable: string): string | undefined {
  return Object.hasOwn(SHAPES, variable) ? SHAPES[variable] : undefined;
}
