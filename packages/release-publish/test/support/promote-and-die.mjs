// Promotes what its argument says, and is killed after a step, or after some milliseconds: a process of its own.
import { promote } from "@nodewright/release-publish";

const { root, promotion, keys, dieAt, dieAfterMs } = JSON.parse(process.argv[2]);

function die() {
  process.kill(process.pid, "SIGKILL");
}

function revive({ build, ...artifact }) {
  const dates = { startedAt: new Date(build.startedAt), finishedAt: new Date(build.finishedAt) };
  return { ...artifact, build: { ...build, ...dates } };
}

function onStep(step) {
  if (step === dieAt) die();
}

if (dieAfterMs !== undefined) setTimeout(die, dieAfterMs);
const artifacts = promotion.artifacts.map(revive);
await promote(
  root,
  { ...promotion, artifacts },
  { keys, now: () => new Date("2026-11-21T12:00:00Z"), onStep },
);
