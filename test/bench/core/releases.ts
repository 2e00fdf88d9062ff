import assert from "node:assert/strict";
import { prepareIndex, resolveRelease } from "@nodewright/release-index";
import { snapshot } from "@nodewright/release-index/snapshot";
import semver from "semver";
import type { Figure } from "./figure.ts";
import { opsPerSecond, Sink } from "./throughput.ts";

const RELEASE_COUNT = 860;
const RANGES = [
  "22",
  "20.x",
  ">=18 <23",
  "^20.11.0",
  "~14.17.0",
  ">=22.12.0",
  "<12",
  "^18 || ^20",
  "16.20.2",
  "*",
];

/** The newest of the 860 oldest releases in each range, asked of both, which must agree first. */
export async function releaseFigures(): Promise<readonly Figure[]> {
  const rows = snapshot.rows.filter(({ version }) => !version.includes("-")).slice(-RELEASE_COUNT);
  assert.equal(rows.length, RELEASE_COUNT);
  const versions = rows.map(({ version }) => version);
  const index = prepareIndex(rows);
  const ours = (range: string) => resolveRelease(range, { index, dialect: "engines" }).version;
  const theirs = (range: string) => semver.maxSatisfying(versions, range) ?? undefined;
  for (const range of RANGES) assert.equal(ours(range), theirs(range));

  const sink = new Sink();
  const running = (resolve: (range: string) => string | undefined) => () => {
    for (const range of RANGES) sink.take(resolve(range));
  };
  const operations = RANGES.length;
  const [value = 0, peer = 0] = await opsPerSecond([
    { name: "release-index", run: running(ours), operations },
    { name: "semver.maxSatisfying", run: running(theirs), operations },
  ]);
  return [
    {
      name: `release-index resolve over ${RELEASE_COUNT} releases (${operations} ranges)`,
      ours: value,
      peer: { name: "semver.maxSatisfying", value: peer },
      unit: "ops/s",
      bar: { timesPeer: 20 },
    },
  ];
}
