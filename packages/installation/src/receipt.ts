import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Evidence, SourceKind } from "@nodewright/release-source";

/** Lies in the prefix and is moved into place with it: a prefix with a receipt is complete. */
export const receiptName = ".nodewright.json";

/** What was installed, from where, and what vouched for it. */
export interface Receipt {
  readonly schema: 1;
  readonly version: string;
  /** Canonical text. */
  readonly target: string;
  readonly lts: string | false;
  readonly npm: string | undefined;
  readonly source: { readonly kind: SourceKind; readonly name: string };
  readonly evidence: readonly Evidence[];
  /** ISO time. */
  readonly installedAt: string;
  /** Version of the core that named the target. */
  readonly coreVersion: string;
}

/** @returns undefined when there is no receipt, or none that this version understands */
export async function readReceipt(prefix: string): Promise<Receipt | undefined> {
  try {
    const parsed: unknown = JSON.parse(await readFile(join(prefix, receiptName), "utf8"));
    return isReceipt(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

export function formatReceipt(receipt: Receipt): string {
  return `${JSON.stringify(receipt, null, 2)}\n`;
}

function isReceipt(value: unknown): value is Receipt {
  if (typeof value !== "object" || value === null) return false;
  const field = (key: string): unknown => Reflect.get(value, key);
  return (
    field("schema") === 1 &&
    typeof field("version") === "string" &&
    typeof field("target") === "string" &&
    Array.isArray(field("evidence"))
  );
}
