import { TargetError } from "../errors.js";
import { createTarget, type Target } from "../target.js";
import { type HostFacts, hostFacts } from "./host-facts.js";

/**
 * The target of this `process`, which is what its addons must be built for, or that of the `system`, which is what
 * a new Node.js should be: another libc than a static or gcompat process has, arm64 under Rosetta 2.
 *
 * @throws TargetError ERR_TARGET_HOST where the facts do not settle it; the libc is never guessed.
 */
export function hostTarget(facts: HostFacts = hostFacts(), of: "process" | "system" = "process"): Target {
  const isSystem = of === "system";
  const arch = isSystem ? facts.systemArch : facts.arch;
  const armVersion = isSystem ? (facts.systemArmVersion ?? facts.armVersion) : facts.armVersion;
  try {
    return createTarget({
      os: facts.platform,
      arch,
      libc: isSystem ? (facts.systemLibc ?? facts.processLibc) : facts.processLibc,
      armVersion: arch === "arm" ? armVersion : undefined,
      endian: facts.endian,
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new TargetError("ERR_TARGET_HOST", `the target of this ${of} cannot be told: ${why}`, {
      hint: "name the target instead, such as linux-x64-glibc",
      cause,
    });
  }
}
