import { compileFunction } from "node:vm";

/** What V8 says of syntax that only ES modules have. */
const ONLY_IN_MODULES: readonly string[] = [
  "Cannot use import statement outside a module",
  "Unexpected token 'export'",
  "Cannot use 'import.meta' outside a module",
];

/** What V8 says of code that a CommonJS module cannot hold, but an ES module might. */
const NOT_IN_COMMONJS: readonly string[] = [
  "await is only valid in async functions and the top level bodies of modules",
  "Unexpected reserved word",
  ...["exports", "require", "module", "__filename", "__dirname"].map(
    (name) => `Identifier '${name}' has already been declared`,
  ),
];

const WRAPPER = ["exports", "require", "module", "__filename", "__dirname"];

/** Whether Node.js takes code without an extension or `type` that says it for an ES module (Node.js, "Syntax detection"). */
export function hasModuleSyntax(code: string): boolean {
  if (!/\b(?:import|export|await)\b/.test(code)) return false;
  const message = syntaxErrorOf(code, WRAPPER);
  if (message === undefined) return false;
  if (isOnlyInModules(message)) return true;
  if (!NOT_IN_COMMONJS.some((text) => message.includes(text))) return false;
  const inFunction = syntaxErrorOf(`(async function () {${code.replace(/^#!.*/, "")}\n})`, []);
  return inFunction === undefined || isOnlyInModules(inFunction);
}

function isOnlyInModules(message: string): boolean {
  return ONLY_IN_MODULES.some((text) => message.includes(text));
}

function syntaxErrorOf(code: string, parameters: readonly string[]): string | undefined {
  try {
    compileFunction(code, parameters);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
