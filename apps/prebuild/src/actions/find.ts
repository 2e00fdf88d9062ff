import { relative, resolve } from "node:path";
import { formatTable, type Io } from "@nodewright/command-line";
import {
  addonHost,
  type LocatedPrebuild,
  locatePrebuild,
  type PrebuildLocation,
  type PrebuildPlace,
  runtimeOf,
} from "@nodewright/prebuild-fetch";
import { chooseTarget, formatTarget } from "@nodewright/target-triple";
import { hostFacts, hostTarget } from "@nodewright/target-triple/host";

export interface FindFlags {
  readonly json?: boolean;
  readonly host?: string;
  readonly runtime?: string;
  readonly target?: string;
}

/** `nodewright prebuild find`; the exit code is 1 where nothing fits, or what would be loaded does not load. */
export async function find(folder: string, flags: FindFlags, io: Io): Promise<number> {
  const root = resolve(io.cwd, folder);
  const facts = hostFacts();
  const own = hostTarget(facts);
  const host =
    flags.host === undefined
      ? { ...own, glibcVersion: facts.glibcVersion }
      : chooseTarget(flags.host, { host: own });
  const { name, version, abi, napi } = runtimeOf(flags, addonHost(process));
  const runtime = { name, version, abi: abi ?? undefined, napi: napi ?? undefined };
  const location = await locatePrebuild({ root, host, runtime, env: io.env });
  const subject = `${name} ${version} on ${formatTarget(host)}`;
  const report = { root, runtime, host, ...location };
  io.stdout.write(flags.json ? `${JSON.stringify(report)}\n` : text(location, { subject, root }));
  return location.chosen === undefined || location.chosen.problem !== undefined ? 1 : 0;
}

interface Asked {
  readonly subject: string;
  readonly root: string;
}

function text({ chosen, fitting, unfit }: PrebuildLocation, { subject, root }: Asked): string {
  const others = fitting.filter((one) => one !== chosen);
  const rows = [
    ...others.map((one) => [placeText(one.place, root), one.scheme, one.problem ?? "Fits as well."]),
    ...unfit.map(({ scheme, place, reason }) => [placeText(place, root), scheme, reason]),
  ];
  const head = chosen === undefined ? [`${subject}: nothing fits`] : chosenLines(chosen, { subject, root });
  return `${head.join("\n")}\n${rows.length === 0 ? "" : `\n${formatTable(rows)}`}`;
}

function chosenLines(
  { scheme, place, problem, cautions }: LocatedPrebuild,
  { subject, root }: Asked,
): string[] {
  const verb = place.kind === "file" ? "loads" : "has to fetch";
  return [
    `${subject} ${verb} ${placeText(place, root)} (${scheme})`,
    ...(problem === undefined ? [] : [`problem: ${problem}`]),
    ...cautions.map((caution) => `note: ${caution}`),
  ];
}

function placeText(place: PrebuildPlace, root: string): string {
  switch (place.kind) {
    case "file":
      return relative(root, place.path);
    case "url":
      return place.url;
    case "package":
      return `${place.name}@${place.range}`;
  }
}
