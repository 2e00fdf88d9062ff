import { relative } from "node:path";

/** A request that leads to no file. */
export interface Unresolved {
  /** As the code has it: `pg-native`. */
  readonly request: string;
  /** The file that asks, from the root where it lies below it. */
  readonly from: string;
}

const MESSAGE = /^Failed to resolve dependency "(.*)":\n[\s\S]* loaded from (.*)$/;

/** Takes the tracer's warnings apart: requests without a file, and the rest as sentences. */
export function unresolvedOf(
  warnings: Iterable<Error>,
  root: string,
): { readonly unresolved: Unresolved[]; readonly others: string[] } {
  const unresolved: Unresolved[] = [];
  const others: string[] = [];
  const messages = [...warnings].map(({ message }) => message);
  const isModule = (path: string): boolean =>
    !messages.some((one) => one.includes(`parse ${path} as module`));
  for (const message of messages) {
    const [, file, kind] = /^Failed to parse (.*) as (script|module):/.exec(message) ?? [];
    // A library beside an addon is no code; what is no script is an ES module, unless it is none either.
    if (file !== undefined && !/\.[cm]?[jt]sx?$/.test(file)) continue;
    if (file !== undefined && kind === "script" && isModule(file)) continue;
    const [, request, from] = MESSAGE.exec(message) ?? [];
    if (request === undefined || from === undefined) others.push(message);
    else unresolved.push({ request, from: relative(root, from) });
  }
  const order = (a: Unresolved, b: Unresolved): number =>
    `${a.from}\0${a.request}` < `${b.from}\0${b.request}` ? -1 : 1;
  return { unresolved: unresolved.sort(order), others: others.sort() };
}
