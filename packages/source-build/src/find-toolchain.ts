import type { Environment } from "./context.js";
import { SourceBuildError } from "./errors.js";
import { createHostProbe } from "./host-probe.js";
import { capture } from "./run-command.js";

/** The programs that build a Node.js. */
export interface Toolchain {
  readonly make: string;
  readonly python: string;
  readonly cc: string;
  readonly cxx: string;
  /** What the C++ compiler calls itself, in printable ASCII: `g++ (Debian 14.2.0-19) 14.2.0`. */
  readonly compiler: string;
}

/**
 * Finds what the sources of Node.js are built with, as their configure script would; which versions of them a
 * release wants is for that script to say.
 *
 * @throws SourceBuildError `ERR_BUILD_TOOL` with all that is missing.
 */
export async function findToolchain(env: Environment): Promise<Toolchain> {
  const host = createHostProbe(env);
  const system = await host.uname("-s");
  const isMac = system === "Darwin";
  const wanted: Readonly<Record<"make" | "python" | "cc" | "cxx", readonly [what: string, ...string[]]>> = {
    make: ["make", env.MAKE || (system === "FreeBSD" ? "gmake" : "make")],
    python: ["Python", "python3", "python", "python2"],
    cc: ["a C compiler", firstWord(env.CC) ?? (isMac ? "clang" : "gcc")],
    cxx: ["a C++ compiler", firstWord(env.CXX) ?? (isMac ? "clang++" : "g++")],
  };
  const missing: string[] = [];
  const find = (tool: keyof typeof wanted): string => {
    const [what, ...names] = wanted[tool];
    for (const name of names) {
      const path = name.includes("/") ? name : host.which(name);
      if (path !== undefined) return path;
    }
    missing.push(`${what} (${names[0]})`);
    return "";
  };
  const tools = { make: find("make"), python: find("python"), cc: find("cc"), cxx: find("cxx") };
  if (missing.length > 0) throw noToolchain(missing);
  return { ...tools, compiler: await compilerName(tools.cxx, env) };
}

function firstWord(text: string | undefined): string | undefined {
  return text?.trim().split(/\s+/)[0] || undefined;
}

async function compilerName(path: string, env: Environment): Promise<string> {
  const [line = ""] = ((await capture([path, "--version"], { env })) ?? "").split("\n");
  return line.replace(/[^\x20-\x7e]/g, "").trim() || path.replace(/[^\x20-\x7e]/g, "");
}

function noToolchain(missing: readonly string[]): SourceBuildError {
  return new SourceBuildError(
    "ERR_BUILD_TOOL",
    `Node.js cannot be built from its source here: ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} not on PATH`,
    {
      hint: "install them (Debian: apt install build-essential python3; macOS: xcode-select --install), or name them in CC, CXX and MAKE",
    },
  );
}
