import { napiVersions, resolveAbi } from "@nodewright/abi-resolver";
import type { Command, Io } from "@nodewright/command-line";
import { matchReleases, resolveRelease, tryParseVersion } from "@nodewright/release-index";
import { snapshot } from "@nodewright/release-index/snapshot";
import { type Answer, eachInput } from "../each-input.js";

interface AbiFlags {
  readonly runtime: string;
  readonly json?: boolean;
}

export function addAbi(root: Command, io: Io, setExitCode: (code: number) => void): void {
  root
    .command("abi")
    .description("the ABI (NODE_MODULE_VERSION) and Node-API level of a runtime's version")
    .argument(
      "<version...>",
      "versions; for node also parts, ranges and words (22, >=20 <23, lts); - for standard input",
    )
    .option("--runtime <runtime>", "node, electron, nw.js, bun or deno", "node")
    .option("--json", "one JSON object an input")
    .action((inputs: readonly string[], flags: AbiFlags) =>
      eachInput({
        inputs,
        json: flags.json ?? false,
        io,
        setExitCode,
        answer: (text) => answer(text, flags),
      }),
    );
}

function answer(text: string, { runtime }: AbiFlags): Answer {
  if (runtime !== "node" || tryParseVersion(text) !== undefined) return one(text, runtime);
  const options = { index: snapshot.rows, schedule: snapshot.schedule };
  // Throws where nothing is meant by the text, with the nearest that is.
  resolveRelease(text, options);
  const abis = new Map<string, string[]>();
  for (const { version } of matchReleases(text, options)) {
    const { abi } = resolveAbi({ version, runtime });
    if (abi !== null) abis.set(abi, [version, ...(abis.get(abi) ?? [])]);
  }
  const runs = [...abis].map(([abi, versions]) => ({ abi, oldest: versions[0], newest: versions.at(-1) }));
  const [first] = runs;
  return {
    report: { runtime, abi: runs.length === 1 ? first?.abi : null, abis: runs },
    text: runs.map(({ abi, oldest, newest }) => `${text}: ABI ${abi} (${oldest} to ${newest})`).join("\n"),
    isNegative: first === undefined,
  };
}

function one(version: string, runtime: string): Answer {
  const { abi, source, reason, runtime: name, napi } = resolveAbi({ version, runtime });
  const levels = napiVersions(version, runtime);
  const level = napi === null ? "" : `, Node-API ${napi}`;
  return {
    report: { runtime: name, version, abi, source, reason, napi, napiVersions: levels ?? null },
    text: `${version}: ${abi === null ? "ABI not known" : `ABI ${abi}`}${level}; ${reason}`,
    isNegative: abi === null,
  };
}
