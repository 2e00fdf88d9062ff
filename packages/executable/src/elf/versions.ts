import { compareVersions } from "../compare-versions.js";
import { readFields } from "../fields.js";
import { type Extent, malformed, type Parsing } from "../reader.js";
import {
  type Dynamic,
  offsetOfTag,
  readDynamicString,
  TAG_VERSION_NEED,
  TAG_VERSION_NEED_COUNT,
} from "./dynamic.js";
import type { ElfHeader } from "./header.js";

/** A symbol version that a library must define: `{ library: "libc.so.6", version: "GLIBC_2.28" }`. */
export interface VersionNeed {
  readonly library: string;
  readonly version: string;
}

/** Real files need some dozens. */
const MAX_VERSIONS = 4096;

/** VER_FLG_WEAK: only weak symbols ask for the version, and the loader does without it. */
const WEAK = 2;

/** The version needs (`.gnu.version_r`), as Elf64_Verneed and Elf64_Vernaux lay them out for both classes. */
export function* readVersionNeeds(
  extent: Extent,
  header: ElfHeader,
  dynamic: Dynamic,
): Parsing<VersionNeed[]> {
  const start = offsetOfTag(header, dynamic, TAG_VERSION_NEED);
  const libraryCount = dynamic.values.get(TAG_VERSION_NEED_COUNT)?.[0] ?? 0;
  const needs: VersionNeed[] = [];
  if (start === undefined) return needs;
  const { isLittleEndian } = header;
  const options = { isLittleEndian, what: "the version needs" };
  let budget = MAX_VERSIONS;
  let at = start;
  for (let i = 0; i < libraryCount; i += 1) {
    const entry = yield* readFields(extent, { offset: at, length: 16 }, options);
    const library = yield* readDynamicString(extent, dynamic, entry.u32(4));
    let auxiliaryAt = at + entry.u32(8);
    for (let j = entry.u16(2); j > 0; j -= 1) {
      if (budget === 0) throw malformed(extent, `it needs more than ${MAX_VERSIONS} symbol versions`);
      budget -= 1;
      const auxiliary = yield* readFields(extent, { offset: auxiliaryAt, length: 16 }, options);
      const version = yield* readDynamicString(extent, dynamic, auxiliary.u32(8));
      if ((auxiliary.u16(4) & WEAK) === 0) needs.push({ library, version });
      auxiliaryAt += auxiliary.u32(12);
    }
    if (entry.u32(12) === 0) break;
    at += entry.u32(12);
  }
  return needs;
}

/** The highest version of each family that a loader must find. */
export interface VersionFloors {
  readonly glibcFloor?: string;
  readonly glibcxxFloor?: string;
  readonly cxxabiFloor?: string;
}

/**
 * Floors by family. libgcc_s has versions of its own that are spelled GLIBC_… and say nothing about the
 * C library (musl builds have them too); GLIBC_ABI_DT_RELR is the mark of glibc 2.36.
 */
export function floorsOf(needs: readonly VersionNeed[]): VersionFloors {
  const ofLibrary = needs.filter(({ library }) => !library.startsWith("libgcc_s"));
  const glibcFloor = highest(
    ofLibrary.map(({ version }) => (version === "GLIBC_ABI_DT_RELR" ? "GLIBC_2.36" : version)),
    "GLIBC_",
  );
  const versions = needs.map(({ version }) => version);
  const glibcxxFloor = highest(versions, "GLIBCXX_");
  const cxxabiFloor = highest(versions, "CXXABI_");
  return {
    ...(glibcFloor === undefined ? {} : { glibcFloor }),
    ...(glibcxxFloor === undefined ? {} : { glibcxxFloor }),
    ...(cxxabiFloor === undefined ? {} : { cxxabiFloor }),
  };
}

function highest(versions: readonly string[], prefix: string): string | undefined {
  return versions
    .filter((version) => version.startsWith(prefix))
    .map((version) => version.slice(prefix.length))
    .filter((version) => /^\d+(\.\d+)*$/.test(version))
    .reduce<string | undefined>((a, b) => (a === undefined || compareVersions(a, b) < 0 ? b : a), undefined);
}
