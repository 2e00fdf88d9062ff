import { execFileSync } from "node:child_process";
import { createHash, createPublicKey } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { verifyProvenance } from "@nodewright/release-publish";
import { describe, expect, it } from "vitest";
import { farm, farmJson, initFarm, lacksCompiler, run, temporaryFolder } from "./support/farm.js";

const version = "v24.1.0";

describe.skipIf(lacksCompiler)(
  "a round: init, queue, three recipes in parallel, a signed tree, an install from it",
  () => {
    it("takes a release from upstream to a user's disk", { timeout: 120_000 }, async () => {
      const { root } = await initFarm(version);
      expect(statSync(join(root, "keys/signing.private.asc")).mode & 0o077).toBe(0);
      const queued = await farm(["queue", version, "-C", root]);
      expect([queued.code, queued.stdout.trim().split("\n")]).toEqual([
        0,
        expect.objectContaining({ length: 10 }),
      ]);
      const worked = await farm(["worker", "-C", root, "--slots", "3", "--until-idle"]);
      expect([worked.code, worked.stderr.match(/^succeeded: /gm)?.length], worked.stderr).toEqual([0, 10]);
      const status = await farm(["status", "-C", root]);
      expect(status.stdout).toMatch(/v24\.1\.0 +ok +ok +ok/);
      const prefix = join(temporaryFolder(), "node");
      const [place, keyring] = [join(root, "download/release"), join(root, "keys/signing.asc")];
      const installed = await run("apps/installer/bin/nodewright-install.js", [
        ...["install", version, "--dir", prefix, "--source", "farm"],
        ...["--farm", place, "--farm-keyring", keyring],
      ]);
      expect(installed.code, installed.stderr).toBe(0);
      const installer = "apps/installer/bin/nodewright-install.js";
      const which = await run(installer, ["which", version, "--dir", prefix]);
      const printed = execFileSync(which.stdout.trim(), ["--version"], { encoding: "utf8" });
      expect(printed.trim(), which.stderr).toBe(version);
      const file = join(place, version, `node-${version}-linux-${process.arch}.tar.gz`);
      const sha256 = createHash("sha256").update(readFileSync(file)).digest("hex");
      const publicKeys = [createPublicKey(readFileSync(join(root, "keys/provenance.pem")))];
      const provenance = verifyProvenance(readFileSync(`${file}.intoto.jsonl`, "utf8"), {
        publicKeys,
        sha256,
      });
      expect(provenance.reason).toContain("was built by http://127.0.0.1:8080");
    });

    it("finds what is new by itself, says what is missing, and builds on demand", {
      timeout: 120_000,
    }, async () => {
      const { root, upstream } = await initFarm("v24.0.0");
      expect(await farmJson("check-releases", "-C", root)).toMatchObject({ known: 1, queued: [] });
      await upstream.publish(version);
      upstream.index(
        ...[version, "v24.0.0"].map((one) => ({
          version: one,
          date: "2026-11-19",
          files: ["src"],
          lts: false as const,
          security: false,
        })),
      );
      expect(await farmJson("check-releases", "-C", root)).toMatchObject({ queued: [version] });
      const built = await farm(["build", "v24.0.0", "stand-in-headers", "-C", root]);
      expect(built.code, built.stderr).toBe(0);
      expect(existsSync(join(root, "download/release/v24.0.0/node-v24.0.0-headers.tar.gz"))).toBe(true);
      const { holes } = await farmJson<{ holes: { version: string; recipe: string }[] }>("plan", "-C", root);
      expect(holes.map((hole) => `${hole.version} ${hole.recipe}`)).toEqual([
        ...["stand-in", "stand-in-headers", "stand-in-pointer-compression"].map(
          (recipe) => `${version} ${recipe}`,
        ),
        ...["stand-in", "stand-in-pointer-compression"].map((recipe) => `v24.0.0 ${recipe}`),
      ]);
      const { jobs } = await farmJson<{ jobs: { id: number; kind: string; state: string }[] }>(
        "jobs",
        "-C",
        root,
        "--state",
        "succeeded",
      );
      const build = jobs.find(({ kind }) => kind === "build");
      const log = await farm(["logs", String(build?.id), "-C", root]);
      expect(log.stdout).toContain("tar --sort=name");
      const tab = readFileSync(join(root, "download/release/index.tab"), "utf8");
      expect((await farm(["index", "-C", root])).stdout).toBe("release: 1 releases\n");
      expect(readFileSync(join(root, "download/release/index.tab"), "utf8")).toBe(tab);
    });

    it("says what is wrong, and exits as all do", async () => {
      const root = temporaryFolder();
      const none = await farm(["status", "-C", root]);
      expect([none.code, none.stderr]).toEqual([
        1,
        expect.stringMatching(/error: .* is no farm.*\nhint: `farm init` makes one/s),
      ]);
      expect((await farm(["no-such"])).code).toBe(2);
      expect((await farm(["queue", "-C", root])).code).toBe(2);
    });
  },
);
