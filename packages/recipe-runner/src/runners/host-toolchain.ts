import { lstat, readlink } from "node:fs/promises";

/** The parts of a machine that make its tools, and none of its users' files. */
export interface HostToolchain {
  /** Read-only, at the same path. */
  readonly paths: readonly string[];
  readonly links: readonly { readonly path: string; readonly to: string }[];
}

const ROOTS = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];
/** Compilers and libraries are found through these. */
const SETTINGS = ["/etc/alternatives", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d"];
/** Names and certificates, for phases with a network. */
const NETWORK = ["/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/ssl", "/etc/ca-certificates"];

/** What a sandbox without an image shows of this machine. */
export async function hostToolchain({ network }: { readonly network: boolean }): Promise<HostToolchain> {
  const paths: string[] = [];
  const links: { path: string; to: string }[] = [];
  for (const path of [...ROOTS, ...SETTINGS, ...(network ? NETWORK : [])]) {
    const stats = await lstat(path).catch(() => undefined);
    if (!stats) continue;
    if (stats.isSymbolicLink() && ROOTS.includes(path)) links.push({ path, to: await readlink(path) });
    else paths.push(path);
  }
  return { paths, links };
}
