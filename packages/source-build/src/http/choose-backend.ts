import type { BuildFlags, Environment } from "../context.js";
import { SourceBuildError } from "../errors.js";
import type { HostProbe } from "../host-probe.js";
import type { HttpBackend } from "./backend.js";
import { ownBackend } from "./own-backend.js";
import { detectClient, spawnedBackend } from "./spawned-backends.js";

/**
 * Chooses what downloads: what NODE_BUILD_HTTP_CLIENT names, else aria2c where it is installed, else curl
 * or wget where the user has set options for it or asks for an IP version, else our own.
 *
 * @throws SourceBuildError `ERR_BUILD_TOOL` for a name that is none of them.
 */
export function chooseBackend(
  env: Environment,
  flags: BuildFlags,
  host: Pick<HostProbe, "which">,
): HttpBackend {
  const named = env.NODE_BUILD_HTTP_CLIENT;
  if (named === ownBackend.name) return ownBackend;
  if (named) {
    const backend = spawnedBackend(named, env, flags);
    if (backend) return backend;
    throw new SourceBuildError(
      "ERR_BUILD_TOOL",
      `cannot download with "${named}": it is not a known client`,
      {
        hint: "NODE_BUILD_HTTP_CLIENT is aria2c, curl, wget or nodewright.",
      },
    );
  }
  const detected =
    detectClient(env, host.which) ?? (flags.ipv4 || flags.ipv6 ? anyOf(["curl", "wget"], host) : undefined);
  return (detected === undefined ? undefined : spawnedBackend(detected, env, flags)) ?? ownBackend;
}

function anyOf(commands: readonly string[], { which }: Pick<HostProbe, "which">): string | undefined {
  return commands.find((command) => which(command) !== undefined);
}
