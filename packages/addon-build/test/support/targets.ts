import { chooseTarget, type Target } from "@nodewright/target-triple";
import { hostFacts, hostTarget } from "@nodewright/target-triple/host";

export const host: Target = hostTarget(hostFacts(), "system");

export function target(text: string): Target {
  return chooseTarget(text, { host });
}
