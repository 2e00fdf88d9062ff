import Module from "node:module";
import { join } from "node:path";

interface Compiler {
  _compile(code: string, path: string): void;
}

/** `import()` as a module of the app has it; that of an executable's main script knows Node's own modules alone. */
export function importerAt(folder: string): (specifier: string) => Promise<unknown> {
  const path = join(folder, "nodewright-import.cjs");
  const module = new Module(path) as unknown as Compiler & {
    exports: (specifier: string) => Promise<unknown>;
  };
  module._compile("module.exports = (specifier) => import(specifier);", path);
  return module.exports;
}
