import { writeFile } from "node:fs/promises";
import type { Trace } from "@nodewright/app-archive/trace";
import type { Io, Progress } from "@nodewright/command-line";
import { machine } from "@nodewright/installer/sources";
import { type PackedApp, signExecutable, targetWord, tryExecutable } from "@nodewright/packaging";

export interface AfterFlags {
  readonly sbom?: boolean;
  readonly sign?: readonly string[];
  /** Arguments of the trial; `true` for none. */
  readonly check?: boolean | string;
}

/** Signs an executable, writes its bill of materials, and runs it once, as the options say. */
export async function afterPacking(
  packed: PackedApp,
  flags: AfterFlags,
  { trace, io, progress }: { readonly trace: Trace; readonly io: Io; readonly progress: Progress },
): Promise<boolean> {
  const { output, base, sbom } = packed;
  for (const text of flags.sign ?? []) {
    const command = commandFor(text, base.target.os);
    if (command === undefined) continue;
    await signExecutable(command, output, io);
    progress.line(`signed    ${output}`);
  }
  if (flags.sbom === true) {
    await writeFile(`${output}.cdx.json`, `${JSON.stringify(sbom, null, 2)}\n`);
    progress.line(`sbom      ${output}.cdx.json: ${sbom.components.length} components`);
  }
  return flags.check === undefined || (await check(packed, flags.check, { trace, io, progress }));
}

/** `darwin:codesign …` is for macOS alone; a command without such a word is for all. */
function commandFor(text: string, os: string): string | undefined {
  const [, only, command = text] = /^(darwin|linux|win32):(.*)$/s.exec(text) ?? [];
  return only === undefined || only === os ? command : undefined;
}

async function check(
  { output, base, files }: PackedApp,
  args: boolean | string,
  { trace, io, progress }: { readonly trace: Trace; readonly io: Io; readonly progress: Progress },
): Promise<boolean> {
  const words = typeof args === "string" ? args.split(" ").filter((word) => word !== "") : [];
  const options = {
    output,
    target: base.target,
    args: words,
    host: machine().host,
    env: io.env,
    signal: io.signal,
  };
  const { ended, exitCode, stderr, missed } = await tryExecutable(options, { root: trace.root, files });
  const text = {
    well: "it ran, and ended well",
    badly: `it ended with ${exitCode}: ${stderr.trim().split("\n").slice(0, 8).join("\n          ")}`,
    running: "it ran, and was ended after a while",
    "not-run": `nothing on this host runs ${targetWord(base.target)}`,
  }[ended];
  progress.line(`checked   ${output}: ${text}`);
  for (const path of missed) progress.line(`missed    ${path}: pack it with --assets or --scripts`);
  return ended !== "badly" && missed.length === 0;
}
