import type { Target } from "@nodewright/target-triple";
import type { Command } from "../run-command.js";
import type { Environment } from "../types.js";

/** Compilers for one target. */
export interface Toolchain {
  /** `zig`, or `system`: what the machine has installed, for itself or as cross compilers. */
  readonly kind: "zig" | "system";
  /** `zig 0.12.0`, `aarch64-linux-gnu-gcc`. */
  readonly description: string;
  readonly cc: Command;
  /** Undefined where there is a compiler for C alone. */
  readonly cxx: Command | undefined;
  readonly ar: Command;
  /** Whether it links against the glibc that is asked for; others link against the one they came with. */
  readonly choosesGlibc: boolean;
}

/** What a search for compilers starts from. */
export interface ToolchainSearch {
  readonly target: Target;
  readonly host: Target;
  /** The addon's folder, from which packages are looked for. */
  readonly projectDir: string;
  readonly env: Environment;
  /** The glibc to link against, where the toolchain lets one choose: `2.28`. */
  readonly glibc: string;
}
