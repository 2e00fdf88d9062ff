import type { PrebuildCandidate } from "@nodewright/abi-resolver";
import { formatTarget, parseTarget, type Target, TargetError } from "@nodewright/target-triple";

/** One prebuild of a manifest: what chooses among them, and the target that it is for. */
export interface KnownPrebuild {
  readonly candidate: PrebuildCandidate;
  readonly targets: readonly Target[];
}

/** The prebuilds for Node.js that a manifest lists, as far as it can be read; undefined for what is no manifest. */
export function readPrebuilds(text: string): KnownPrebuild[] | undefined {
  const entries = entriesOf(text);
  return entries?.flatMap((entry) => readEntry(entry) ?? []);
}

function entriesOf(text: string): unknown[] | undefined {
  try {
    const manifest: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    if (typeof manifest !== "object" || manifest === null || !("prebuilds" in manifest)) return undefined;
    return Array.isArray(manifest.prebuilds) ? manifest.prebuilds : undefined;
  } catch {
    return undefined;
  }
}

function readEntry(entry: unknown): KnownPrebuild | undefined {
  if (typeof entry !== "object" || entry === null) return undefined;
  const { target, runtime, nodeAbi, nodeApi, glibcFloor } = entry as Record<string, unknown>;
  if (typeof target !== "string" || runtime !== "node") return undefined;
  try {
    const parsed = parseTarget(target, "canonical");
    const candidate: PrebuildCandidate = {
      name: target,
      ...parsed.target,
      runtime,
      ...(typeof nodeAbi === "number" && { abi: String(nodeAbi) }),
      ...((typeof nodeApi === "number" || nodeApi === true) && { napi: nodeApi }),
      ...(typeof glibcFloor === "string" && { glibcFloor }),
    };
    return { candidate, targets: parsed.candidates };
  } catch (error) {
    if (error instanceof TargetError) return undefined;
    throw error;
  }
}

/** Every target that a manifest has something for, once. */
export function targetsOfPrebuilds(prebuilds: readonly KnownPrebuild[]): Target[] {
  const byName = new Map(prebuilds.flatMap(({ targets }) => targets).map((one) => [formatTarget(one), one]));
  return [...byName.values()];
}
