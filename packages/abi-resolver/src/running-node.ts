export interface RunningNode {
  readonly version: string;
  readonly abi: string;
}

const OTHER_RUNTIMES = ["electron", "nw", "node-webkit", "bun", "deno"];

let running: RunningNode | null | undefined;

/**
 * The Node.js this code runs in. Null in a browser, and in Electron, NW.js, Bun and Deno, whose `process.versions.node`
 * names a Node.js with another ABI than theirs. Distributions build Node.js with an ABI of their own
 * (Debian's OpenSSL: 58, 65): the running process knows best.
 */
export function runningNode(): RunningNode | null {
  // A process never changes its versions; reading `globalThis.process` anew costs more than a whole look-up.
  if (running === undefined) running = readProcess();
  return running;
}

function readProcess(): RunningNode | null {
  const versions: Readonly<Record<string, string | undefined>> = globalThis.process?.versions ?? {};
  const { node, modules } = versions;
  const isOther = OTHER_RUNTIMES.some((name) => versions[name] !== undefined);
  return node === undefined || modules === undefined || isOther ? null : { version: node, abi: modules };
}
