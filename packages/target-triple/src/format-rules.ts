import type { Dialect } from "./dialects.generated.js";
import { DIST_VARIATIONS } from "./grammars/dist-file.js";
import { isNodeWord } from "./grammars/words.js";
import { placeOf } from "./known-targets.js";
import { columnOf } from "./reading.js";
import { createTarget, type Target } from "./target.js";

/** How a dialect whose words follow a rule spells a target that no column lists. */
export function ruleText(target: Target, dialect: Dialect): string | undefined {
  const { os, arch, variant, cpuLevel } = target;
  const ociVariant = /^x86_64_(v[234])$/.exec(cpuLevel ?? "")?.[1];
  if (dialect === "oci" && ociVariant !== undefined) return withBase(target, dialect, `/${ociVariant}`);
  if (dialect === "dist" && variant !== undefined && DIST_VARIATIONS.includes(variant)) {
    return withBase(target, dialect, `-${variant}`);
  }
  if (!isNodeWord(os) || !isNodeWord(arch)) return undefined;
  return variant === undefined && cpuLevel === undefined ? plainText(target, dialect) : undefined;
}

/** The base's spelling with the mark behind it; nothing if the target has another mark too. */
function withBase(target: Target, dialect: Dialect, mark: string): string | undefined {
  const { variant, cpuLevel, ...base } = target;
  const isOneMark = (variant === undefined) !== (cpuLevel === undefined);
  const place = isOneMark ? placeOf(createTarget(base)) : undefined;
  const text = place === undefined ? undefined : columnOf(dialect).preferred[place];
  return text === undefined ? undefined : `${text}${mark}`;
}

function plainText({ os, arch, armVersion, libc }: Target, dialect: Dialect): string | undefined {
  if (dialect === "node") return `${os}-${arch}`;
  if (libc === "static") return undefined;
  const family = os === "linux" ? libc : undefined;
  if (dialect === "npm") return family === undefined ? `${os}-${arch}` : `${os}-${arch}-${family}`;
  if (dialect === "nodePreGyp") return `${os}-${arch}-${family ?? "unknown"}`;
  if (dialect !== "prebuildify") return undefined;
  const tags = [armVersion === undefined ? "" : `armv${armVersion}`, family ?? ""].filter(
    (tag) => tag !== "",
  );
  return tags.length === 0 ? `${os}-${arch}` : `${os}-${arch}/${tags.join(".")}`;
}
