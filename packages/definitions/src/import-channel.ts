import { createHash } from "node:crypto";
import { exportChannel } from "./export-channel.js";
import type { ChannelDefinition } from "./types.js";

/**
 * What is left of node-build's four channel files (node-rc, node-nightly, node+v8_canary-nightly and
 * chakracore-nightly) once the parts in which they differ are cut out: one program, known by its SHA-256.
 */
const PROGRAM = "a74b6f190cd68f2b9930f3dadaa840d1852bb7129cad9d29a6308402ca3decab";

const BASE_URL = /^downloads="([^"$`\\]+)"$/m;
const FILTER = /\| grep ([A-Za-z0-9,_-]+) \| sort /;
const LABEL = /echo "More than one ([A-Za-z0-9 _-]+) release; /;
const STEPS = /^(install_package .*?\.tar\.gz")((?: [a-z0-9_]+)*)$/m;

/** Reads a channel's file: one of node-build's own, or one that {@link exportChannel} wrote. */
export function importChannel(text: string, name: string): ChannelDefinition | undefined {
  return importOwn(text, name) ?? importForeign(text, name);
}

function importForeign(text: string, name: string): ChannelDefinition | undefined {
  const [, baseUrl] = BASE_URL.exec(text) ?? [];
  const [, filter] = FILTER.exec(text) ?? [];
  const [, label] = LABEL.exec(text) ?? [];
  const [, , steps] = STEPS.exec(text) ?? [];
  if (!baseUrl || !filter || !label || steps === undefined || fingerprint(text) !== PROGRAM) return undefined;
  return { kind: "channel", name, baseUrl, filter, select: "node-build", label, steps: wordsOf(steps) };
}

/** A digest of the program without its parameters, comments and empty lines. */
function fingerprint(text: string): string {
  const program = text
    .replace(BASE_URL, "downloads=")
    .replace(FILTER, "| grep | sort ")
    .replace(LABEL, 'echo "More than one release; ')
    .replace(STEPS, "$1")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .join("\n");
  return createHash("sha256").update(program).digest("hex");
}

/** Our own file is recognised by writing it again: any change a person made turns it into a program. */
function importOwn(text: string, name: string): ChannelDefinition | undefined {
  const values = [...text.matchAll(/^channel_(\w+)="([^"$`\\]*)"$/gm)].map(([, key, value]) => [key, value]);
  const { url, filter, label, steps } = Object.fromEntries(values);
  if (!url || !filter || !label || steps === undefined) return undefined;
  const draft = { kind: "channel", name, baseUrl: url, filter, label, steps: wordsOf(steps) } as const;
  for (const select of ["newest", "node-build"] as const) {
    if (exportChannel({ ...draft, select }) === text) return { ...draft, select };
  }
  return undefined;
}

function wordsOf(text: string): readonly string[] {
  return text.split(" ").filter((word) => word !== "");
}
