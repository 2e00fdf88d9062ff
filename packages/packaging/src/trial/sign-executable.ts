import { spawn } from "node:child_process";
import { once } from "node:events";
import { PackagingError } from "../errors.js";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Runs a command of the user's that signs an executable: codesign, signtool, rcodesign, osslsigncode. It is one line of
 * the system's shell; `{}` in it, or the variable NODEWRIGHT_OUTPUT, is the executable.
 *
 * Throws PackagingError ERR_PACKAGING_COMMAND with the last of what the command printed.
 */
export async function signExecutable(
  command: string,
  output: string,
  { env, signal }: { readonly env: Env; readonly signal?: AbortSignal | undefined },
): Promise<void> {
  const line = command.replaceAll("{}", `"${output}"`);
  const child = spawn(line, {
    shell: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...env, NODEWRIGHT_OUTPUT: output },
    signal,
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += String(chunk)));
  const [code]: (number | null)[] = await once(child, "close");
  if (code === 0) return;
  const why = text.trim().split("\n").slice(-3).join("\n") || `it ended with ${code}`;
  throw new PackagingError("ERR_PACKAGING_COMMAND", `cannot sign ${output}: ${why}`, {
    hint: `the command was: ${line}`,
  });
}
