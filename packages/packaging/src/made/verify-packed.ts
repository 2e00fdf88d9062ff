import { checkTarget } from "@nodewright/executable";
import { verifyMachOSignature } from "@nodewright/executable/inject";
import { parseTarget } from "@nodewright/target-triple";
import { messageOf } from "../errors.js";
import { openPacked } from "./open-packed.js";

/** One thing that was looked at. */
export interface PackedCheck {
  readonly what: string;
  readonly isGood: boolean;
  /** For people. */
  readonly text: string;
}

/**
 * Compares what is in an executable with what it says of itself: each file with its digest, the header with the
 * target, the Node.js with the one that was packed, every page with the signature where it is for macOS.
 *
 * Throws as `openPacked`.
 */
export async function verifyPacked(path: string): Promise<PackedCheck[]> {
  const { archive, provenance, info, nodeVersion } = await openPacked(path);
  const checks = [
    attempt("files", () => {
      archive.verify();
      return `${archive.files.length} files are what was packed`;
    }),
  ];
  if (provenance === undefined) checks.push({ what: "provenance", isGood: false, text: "it has none" });
  else {
    checks.push(
      attempt("target", () => {
        const target = parseTarget(provenance.target, "canonical").target;
        const [mismatch] = checkTarget(info, target);
        if (mismatch !== undefined) throw new Error(`its ${mismatch.field} is ${mismatch.actual}`);
        return `the header is of ${provenance.target}`;
      }),
    );
    const isSame = nodeVersion === undefined || `v${nodeVersion}` === provenance.node.version;
    checks.push({
      what: "node",
      isGood: isSame,
      text: `it is Node.js ${nodeVersion ?? provenance.node.version}`,
    });
  }
  if (info.format === "mach-o") checks.push(await signatureOf(path));
  return checks;
}

function attempt(what: string, look: () => string): PackedCheck {
  try {
    return { what, isGood: true, text: look() };
  } catch (error) {
    return { what, isGood: false, text: messageOf(error) };
  }
}

async function signatureOf(path: string): Promise<PackedCheck> {
  const what = "signature";
  const signature = await verifyMachOSignature(path);
  if (signature === undefined) return { what, isGood: false, text: "it has no signature" };
  const { pageCount, badPages, isAtEnd } = signature;
  if (badPages.length > 0) return { what, isGood: false, text: `${badPages.length} pages were changed` };
  if (!isAtEnd) return { what, isGood: false, text: "something was appended behind the signature" };
  return { what, isGood: true, text: `${pageCount} pages are as they were signed` };
}
