import { spawnSync } from "node:child_process";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { OfferPart } from "@nodewright/release-source";
import { describe, expect, it } from "vitest";
import { buildFromSource } from "../src/build-from-source.js";
import type { InstallEvent } from "../src/install-events.js";
import type { InstallOptions } from "../src/install-node.js";
import { tarGz } from "./support/archive.js";
import { filePart, offerOf, sourceOf } from "./support/offers.js";
import { scratch } from "./support/scratch.js";
import { quickClient } from "./support/server.js";
import { linux } from "./support/targets.js";

const hasTools =
  spawnSync("sh", ["-c", "command -v make && command -v g++ && command -v python3"]).status === 0;
const configure = `#!/bin/sh
echo "PREFIX = \${1#--prefix=}" > config.mk
echo "WORDS = $2 $3" >> config.mk
`;
const makefile = `include config.mk
all:
\techo "$(WORDS)" > out
install: all
\tmkdir -p "$(DESTDIR)$(PREFIX)/bin"
\tcp out "$(DESTDIR)$(PREFIX)/bin/node"
`;

/** Builds a project of these files, and says what came of it. */
async function build(
  files: Readonly<Record<string, string>>,
  more: Partial<InstallOptions> = {},
  part: Partial<OfferPart> = {},
) {
  const root = await scratch();
  const [stage, tmp, prefix] = [join(root, "stage"), join(root, "tmp"), join(root, "nodes/v24.1.0")];
  await mkdir(stage);
  const entries = Object.entries(files).map(([name, content]) => ({
    name: `node/${name}`,
    mode: 0o755,
    content,
  }));
  const offer = offerOf([await filePart(await tarGz(entries), part)]);
  const events: InstallEvent[] = [];
  const options: InstallOptions = {
    ...{ spec: "24", target: linux, host: linux, root, client: quickClient(), coreVersion: "0.1.0" },
    sources: [sourceOf([], async () => offer)],
    env: { PATH: process.env.PATH, TMPDIR: tmp, NODE_CONFIGURE_OPTS: "--one  --two" },
    onEvent: (event) => events.push(event),
    ...more,
  };
  return { made: buildFromSource({ stage, prefix, offer }, options), stage, tmp, prefix, events };
}

describe.skipIf(!hasTools && !process.env.CI)("buildFromSource (skipped without make, g++, python3)", () => {
  it("fills the stage with what is configured for the prefix, and leaves nothing else", async () => {
    const { made, stage, tmp, prefix, events } = await build({ configure, Makefile: makefile });
    expect(await made).toEqual({ configure: "--one  --two", compiler: expect.stringMatching(/\S/) });
    expect(await readFile(join(stage, "bin/node"), "utf8")).toBe("--one --two\n");
    expect([await readdir(stage), await readdir(tmp)]).toEqual([["bin"], []]);
    await expect(readdir(dirname(prefix))).rejects.toMatchObject({ code: "ENOENT" });
    expect(events).toContainEqual({ type: "build-line", line: "Installing node-v24.1.0..." });
  });

  it("tells the log where that is asked for", async () => {
    const { made, events } = await build({ configure, Makefile: makefile }, { verbose: true });
    await made;
    expect(events).toContainEqual({ type: "build-line", line: 'echo "--one --two" > out' });
  });

  it("leaves the tree and the log of a build that fails", async () => {
    const { made, tmp, events } = await build({ configure, Makefile: "all:\n\tfalse\n" });
    await expect(made).rejects.toMatchObject({
      code: "ERR_INSTALL_BUILD_FAILED",
      message: expect.stringContaining(tmp),
    });
    expect((await readdir(tmp)).sort()).toEqual([
      expect.stringMatching(/^node-build\..*\.log$/),
      expect.stringMatching(/^nodewright-build-/),
    ]);
    expect(events).toContainEqual({ type: "build-line", line: expect.stringContaining("BUILD FAILED") });
  });

  it("leaves nothing of an archive that is not what was listed", async () => {
    const digests = [{ algorithm: "sha256", digest: "0".repeat(64) }] as const;
    const { made, tmp } = await build({ configure, Makefile: makefile }, {}, { digests });
    await expect(made).rejects.toMatchObject({ code: "ERR_INSTALL_DIGEST" });
    expect(await readdir(tmp)).toEqual([]);
  });

  it("leaves nothing when it is stopped", async () => {
    const stop = new AbortController();
    const { made, tmp } = await build(
      { configure: "#!/bin/sh\necho begun\nsleep 600\n" },
      {
        signal: stop.signal,
        verbose: true,
        onEvent: (event) => {
          if (event.type === "build-line" && event.line === "begun") stop.abort(new Error("enough"));
        },
      },
    );
    await expect(made).rejects.toThrow("enough");
    expect(await readdir(tmp)).toEqual([]);
  });
});
