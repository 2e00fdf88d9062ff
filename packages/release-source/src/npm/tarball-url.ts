import { defaultRegistry } from "./config.js";

/**
 * Where a tarball is to be fetched. A mirror that copies registry.npmjs.org commonly leaves the addresses of that
 * host in its answers; they are meant to be asked of the mirror, as npm does (`replace-registry-host`).
 * @param tarball the address in the registry's answer, absolute or relative to the registry
 * @returns undefined for anything but an http(s) address
 */
export function tarballUrl(tarball: string, registry: string): string | undefined {
  if (!URL.canParse(tarball, registry)) return undefined;
  const url = new URL(tarball, registry);
  if (!/^https?:$/.test(url.protocol)) return undefined;
  const isLeft = url.host === new URL(defaultRegistry).host && url.host !== new URL(registry).host;
  return isLeft ? new URL(`.${url.pathname}${url.search}`, registry).href : url.href;
}
