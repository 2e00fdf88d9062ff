import { abiTargets, napiVersions, resolveAbi } from "@nodewright/abi-resolver";
import type { Command, Io } from "@nodewright/command-line";
import { resolveRelease, tryParseVersion } from "@nodewright/release-index";
import { snapshot } from "@nodewright/release-index/snapshot";
import { intersects, valid, validRange } from "semver";
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
      "versions, parts of them and ranges (22, >=20 <23); for node also words (lts); - for standard input",
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

/** A version has one ABI; a range has those of the runs it touches; a word means one Node.js release. */
function answer(text: string, { runtime }: AbiFlags): Answer {
  if (valid(text) !== null || tryParseVersion(text) !== undefined) return one(text, runtime);
  if (validRange(text) !== null && text.trim() !== "") return range(text, runtime);
  if (runtime !== "node") return one(text, runtime);
  const { version } = resolveRelease(text, {
    index: snapshot.rows,
    schedule: snapshot.schedule,
    now: new Date(),
  });
  return one(version, runtime);
}

function range(text: string, runtime: string): Answer {
  const abis = abiTargets(runtime)
    .filter((run) => run.range !== null && intersects(run.range, text))
    .map(({ abi, range: versions }) => ({ abi, range: versions }));
  const distinct = new Set(abis.map(({ abi }) => abi));
  return {
    report: { runtime, abi: distinct.size === 1 ? abis[0]?.abi : null, abis },
    text:
      abis.map((run) => `${text}: ABI ${run.abi} (${run.range})`).join("\n") ||
      `${text}: no known version of ${runtime}`,
    isNegative: abis.length === 0,
  };
}

function one(text: string, runtime: string): Answer {
  const { abi, source, reason, runtime: name, napi, version } = resolveAbi({ version: text, runtime });
  const levels = napiVersions(text, runtime);
  const level = napi === null ? "" : `, Node-API ${napi}`;
  return {
    report: { runtime: name, version, abi, source, reason, napi, napiVersions: levels ?? null },
    text: `${version}: ${abi === null ? "ABI not known" : `ABI ${abi}`}${level}; ${reason}`,
    isNegative: abi === null,
  };
}
