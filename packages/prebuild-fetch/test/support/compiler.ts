import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const isMissing =
  process.platform !== "linux" || process.arch !== "x64" || spawnSync("cc", ["--version"]).status !== 0;

/** Why tests with fresh binaries are skipped, or undefined. Under CI they are not. */
export const noCompiler: string | undefined =
  isMissing && process.env.CI !== "true" ? "there is no C compiler for linux-x64" : undefined;

/** Compiles C source into a shared library in `folder`. */
export function compile(folder: string, name: string, source: string, ...flags: readonly string[]): string {
  const [input, output] = [join(folder, `${name}.c`), join(folder, name)];
  writeFileSync(input, source);
  const { status, stderr, error } = spawnSync("cc", ["-shared", "-fPIC", "-o", output, input, ...flags], {
    encoding: "utf8",
  });
  if (status !== 0) throw error ?? new Error(`cc: ${stderr}`);
  return output;
}

/** An addon that is bound to one ABI, as NODE_MODULE_INIT makes it. */
export function abiAddon(folder: string, abi: number): string {
  return compile(folder, `abi${abi}.node`, `void node_register_module_v${abi}(void) {}\n`);
}

/** An addon on Node-API, built for this level. */
export function nodeApiAddon(folder: string, level: number): string {
  return compile(
    folder,
    `napi${level}.node`,
    `int node_api_module_get_api_version_v1(void) { return ${level}; }
     void *napi_register_module_v1(void *env, void *exports) { return exports; }\n`,
    "-O2",
  );
}

/** An addon that needs a version of glibc which no system has yet. */
export function futureGlibcAddon(folder: string): string {
  writeFileSync(join(folder, "libc.map"), "GLIBC_2.99 { global: not_yet; };\n");
  const libc = compile(
    folder,
    "libc.so.6",
    "void not_yet(void) {}\n",
    "-nostdlib",
    "-Wl,-soname,libc.so.6",
    `-Wl,--version-script=${join(folder, "libc.map")}`,
  );
  return compile(
    folder,
    "future.node",
    "extern void not_yet(void); void *napi_register_module_v1(void *e, void *x) { not_yet(); return x; }\n",
    "-nostdlib",
    libc,
  );
}

/** An addon that announces itself from a constructor, as NODE_MODULE makes it: no symbol tells its ABI. */
export function registeringAddon(folder: string, abi: number): string {
  return compile(
    folder,
    `registering${abi}.node`,
    `struct node_module {
       int version; unsigned flags; void *dso; const char *file; void *init; void *context; const char *name;
       void *priv; void *link;
     };
     static void init(void *exports, void *module, void *priv) {}
     static struct node_module self = { ${abi}, 0, 0, "a.c", init, 0, "a", 0, 0 };
     extern void node_module_register(void *);
     __attribute__((constructor)) static void announce(void) { node_module_register(&self); }\n`,
  );
}
