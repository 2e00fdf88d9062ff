import { join } from "node:path";
import { formatTarget, type Target } from "@nodewright/target-triple";
import { installFolder } from "../../src/install-root.js";
import { executablePath } from "../../src/list-installs.js";
import { formatReceipt, type Receipt, receiptName } from "../../src/receipt.js";
import { writeFiles } from "./scratch.js";
import { linux } from "./targets.js";

export function receipt(more: Partial<Receipt> = {}): Receipt {
  return {
    schema: 1,
    version: "v24.1.0",
    target: "linux-x64-glibc",
    lts: "Krypton",
    npm: "11.1.0",
    source: { kind: "dist", name: "https://nodejs.org/dist" },
    evidence: [{ kind: "registry-signature", package: "npm@11.1.0", keyId: "SHA256:x" }],
    installedAt: "2026-11-20T12:00:00.000Z",
    coreVersion: "0.1.0",
    ...more,
  };
}

/** Puts an install below a root, and returns its prefix; nothing in it runs. */
export async function addInstall(
  root: string,
  version: string,
  { target = linux, ...more }: Partial<Omit<Receipt, "target">> & { readonly target?: Target } = {},
): Promise<string> {
  const prefix = join(root, installFolder(version, target));
  await writeFiles(prefix, {
    [receiptName]: formatReceipt(receipt({ version, target: formatTarget(target) ?? "", ...more })),
    [executablePath("", target)]: "node",
  });
  return prefix;
}
