import { type Target, TargetError } from "@nodewright/target-triple";
import { hostFacts, hostTarget, libcOf } from "@nodewright/target-triple/host";
import type { AddonHost } from "./types.js";

/** The parts of `process` that a plan depends on. */
export type HostProcess = Pick<NodeJS.Process, "platform" | "arch" | "versions">;

/** What a process says of itself; its libc and target are looked up when they are needed. */
export function addonHost({ platform, arch, versions }: HostProcess): AddonHost {
  const libc = once(() => {
    const own = libcOf("process");
    return platform !== "linux" ? undefined : own === "static" ? libcOf("system") : own;
  });
  return { platform, arch, versions, libc, target: once(ownTarget) };
}

function ownTarget(): Target | undefined {
  try {
    return hostTarget(hostFacts());
  } catch (error) {
    if (error instanceof TargetError) return undefined;
    throw error;
  }
}

function once<Value>(ask: () => Value): () => Value {
  let answer: { readonly value: Value } | undefined;
  return () => {
    answer ??= { value: ask() };
    return answer.value;
  };
}
