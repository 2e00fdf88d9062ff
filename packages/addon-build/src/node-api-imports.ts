/**
 * C code that stands in for an import library of node.exe: the pointers through which code compiled with
 * `__declspec(dllimport)` calls Node-API, filled when the addon is loaded from whatever program runs Node.js.
 *
 * An import by name, as import libraries make it, binds to a file called node.exe and to nothing else: not to
 * Electron, nor to an application with Node.js inside.
 */
export function nodeApiImports(functions: readonly string[]): string {
  return `${PROLOGUE}
${functions.map((name) => `void *SLOT(${name}) = (void *)missing;`).join("\n")}

static const struct {
  const char *name;
  void **slot;
} imports[] = {
${functions.map((name) => `  {"${name}", &SLOT(${name})},`).join("\n")}
};
${EPILOGUE}`;
}

/** The functions that Node-API's headers declare; experimental ones too. */
export function nodeApiFunctions(header: string): string[] {
  const names = header.matchAll(/\bNAPI_CDECL\s+((?:napi|node_api)_\w+)\s*\(/g);
  return [...new Set([...names].map(([, name]) => name ?? ""))];
}

const PROLOGUE = `#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

#if defined(__i386__)
#define SLOT(name) _imp__##name
#else
#define SLOT(name) __imp_##name
#endif

static void missing(void) {
  fputs("an addon called a Node-API function that this Node.js does not have\\n", stderr);
  abort();
}
`;

/** Before every other constructor: those of C++ addons may register the addon. */
const EPILOGUE = `
__attribute__((constructor(101))) static void resolve(void) {
  const HMODULE hosts[] = {GetModuleHandleA(NULL), GetModuleHandleA("libnode.dll"), GetModuleHandleA("node.dll"),
                           GetModuleHandleA("nw.dll")};
  for (size_t i = 0; i < sizeof imports / sizeof *imports; i++) {
    for (size_t host = 0; host < sizeof hosts / sizeof *hosts; host++) {
      FARPROC found = hosts[host] == NULL ? NULL : GetProcAddress(hosts[host], imports[i].name);
      if (found == NULL) continue;
      *imports[i].slot = (void *)found;
      break;
    }
  }
}
`;
