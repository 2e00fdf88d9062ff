import type { Offer, OfferPart } from "@nodewright/release-source";
import { formatTarget } from "@nodewright/target-triple";
import { LockError } from "./errors.js";
import type { LockedFile, LockedTarget } from "./lockfile.js";

/**
 * What a lockfile keeps of a proven offer; credentials in its URLs are not kept.
 * @throws LockError ERR_LOCK_SOURCE for what others could not fetch or check: a folder, a weak digest
 */
export function lockOffer({ source, parts, target }: Offer): LockedTarget {
  const { kind, name } = source;
  if (kind === "directory") {
    throw cannotLock(
      `${name} is a folder of this machine (for ${formatTarget(target)})`,
      "use a source with a URL",
    );
  }
  return { source: { kind, name }, files: parts.map((part) => lockPart(part, kind)) };
}

function lockPart(
  { origin, fileName, into, digests, evidence }: OfferPart,
  kind: "dist" | "npm",
): LockedFile {
  if ("path" in origin) throw cannotLock(`${fileName} is a file of this machine`, "use a source with a URL");
  const strong = digests.find(({ algorithm }) => algorithm.startsWith("sha") && algorithm !== "sha1");
  const [digest] = strong?.digest.split(" ") ?? [];
  if (digest === undefined) throw cannotLock(`${fileName} has no strong digest`, "use another registry");
  const part = kind === "dist" ? "archive" : into === "" ? "node-package" : "npm-package";
  return { part, name: fileName, url: withoutCredentials(origin.urls[0]), digest, evidence };
}

function withoutCredentials(text: string): string {
  const url = new URL(text);
  url.username = "";
  url.password = "";
  url.search = "";
  return url.href;
}

function cannotLock(why: string, hint: string): LockError {
  return new LockError("ERR_LOCK_SOURCE", `this cannot be locked: ${why}`, { hint });
}
