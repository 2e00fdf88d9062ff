import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { createTarget } from "@nodewright/target-triple";
import { expect, it, onTestFinished } from "vitest";
import { sha256OfFile } from "../src/collect-outputs.js";
import { legacyLimits, planLegacyBuild } from "../src/legacy.js";
import { loadRecipe } from "../src/load-recipe.js";
import { runRecipe } from "../src/run-recipe.js";
import type { LegacyRecipe } from "../src/types.js";
import { lacks, newLease, newRunner } from "./support/runners.js";
import { tempDir } from "./support/temporary.js";

const inputs = {
  source: { path: "/store/ab", sha256: "ab" },
  directory: "/jobs/1",
  cache: "/caches/musl",
  host: createTarget({ os: "linux", arch: "x64", libc: "glibc" }),
  processors: 8,
  limits: legacyLimits,
  releaseUrlBase: "https://builds.example/download/",
  isolates: true,
};

it("gives a recipe of unofficial-builds its eight arguments", () => {
  const [phase] = planLegacyBuild({ ...inputs, version: "v24.0.0-nightly20260417b178842482" }).phases;
  expect(phase?.command).toEqual([
    "https://builds.example/download/nightly/",
    "nightly",
    "",
    "20260417",
    "b178842482",
    "v24.0.0-nightly20260417b178842482",
    "https://nodejs.org/download/nightly/v24.0.0-nightly20260417b178842482/node-v24.0.0-nightly20260417b178842482.tar.xz",
    "https://nodejs.org/download/nightly/v24.0.0-nightly20260417b178842482",
  ]);
});

it("gives it its three mounts, and the cache of the build itself where none is kept", () => {
  const [phase] = planLegacyBuild({ ...inputs, version: "v24.1.0" }).phases;
  expect(phase?.mounts).toEqual([
    { from: "/store/ab", to: "/home/node/node.tar.xz", writable: false },
    { from: "/jobs/1/out", to: "/out", writable: true },
    { from: "/caches/musl", to: "/home/node/.ccache", writable: true },
  ]);
  const [without] = planLegacyBuild({ ...inputs, version: "v24.1.0", cache: undefined }).phases;
  expect(without?.mounts[2]?.from).toBe("/jobs/1/work");
});

/** A recipe as unofficial-builds has them: a user node, an entry point with arguments, three volumes. */
const DOCKERFILE = `FROM scratch
ARG GID=1000
ARG UID=1000
COPY busybox /bin/busybox
COPY passwd /etc/passwd
COPY run.sh /home/node/run.sh
VOLUME /home/node/.ccache
VOLUME /out
USER node
ENTRYPOINT [ "/home/node/run.sh" ]
`;
const RUN = `#!/bin/busybox sh
set -ex
PATH=/bin
cd /home/node
/bin/busybox test -r node.tar.xz
/bin/busybox touch .ccache/object
/bin/busybox printf '%s|' "$@" >"/out/node-$6-linux-x64-musl.tar.gz"
/bin/busybox cat node.tar.xz >"/out/node-$6-linux-x64-musl.tar.xz"
`;
const busybox = "/bin/busybox";

it.skipIf(lacks.podman || lacks.busybox)(
  "runs such a folder unchanged (skipped without podman, busybox)",
  async () => {
    const root = tempDir();
    const folder = join(root, "musl");
    mkdirSync(folder);
    copyFileSync(busybox, join(folder, "busybox"));
    const passwd = userInfo().uid === 0 ? "node:x:1000:1000::/home/node:/bin/sh\n" : "";
    for (const [name, text] of Object.entries({ Dockerfile: DOCKERFILE, "run.sh": RUN, passwd })) {
      writeFileSync(join(folder, name), text, { mode: 0o755 });
    }
    const recipe = (await loadRecipe(folder)) as LegacyRecipe;
    const source = join(root, "source");
    writeFileSync(source, "bytes", { mode: 0o644 });
    const tag = `localhost/nodewright/musl:${recipe.digest.slice(0, 16)}`;
    onTestFinished(() => void execFileSync("podman", ["rmi", "--force", tag], { stdio: "ignore" }));
    const record = await runRecipe({
      recipe,
      version: "v24.1.0-rc.12",
      source: { path: source, sha256: await sha256OfFile(source) },
      runner: newRunner("podman"),
      lease: newLease(),
      directory: join(root, "build"),
      cache: join(root, "cache"),
      releaseUrlBase: "https://builds.example/download/",
      log: () => undefined,
      now: () => new Date(),
    });
    expect(record.outputs.map(({ name }) => name)).toEqual(
      ["gz", "xz"].map((end) => `node-v24.1.0-rc.12-linux-x64-musl.tar.${end}`),
    );
    const [args = "", copy = ""] = record.outputs.map(({ path }) => readFileSync(path, "utf8"));
    expect(args.split("|").slice(0, 6)).toEqual([
      ...["https://builds.example/download/rc/", "custom", "rc.12", "", "", "v24.1.0-rc.12"],
    ]);
    expect(copy).toBe("bytes");
    expect(existsSync(join(root, "cache/object"))).toBe(true);
    expect(record.base).toMatchObject({ kind: "image" });
  },
);
