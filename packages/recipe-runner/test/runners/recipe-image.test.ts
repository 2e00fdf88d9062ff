import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { buildImage } from "../../src/runners/recipe-image.js";
import { lacks, newLease } from "../support/runners.js";
import { tempDir } from "../support/temporary.js";

const podman = { command: "podman", env: { PATH: process.env.PATH }, cwd: "/" } as const;
const user = { uid: 1000, gid: 1000 };

describe.skipIf(lacks.podman)("buildImage (skipped without podman)", () => {
  it("builds once, and finds what it has built", async () => {
    const directory = tempDir();
    const tag = `localhost/nodewright/test:${newLease()}`;
    onTestFinished(() => void execFileSync("podman", ["rmi", "--force", tag], { stdio: "ignore" }));
    writeFileSync(
      join(directory, "Containerfile"),
      "FROM scratch\nARG UID\nENV OWNER=$UID\nCOPY file /file\n",
    );
    writeFileSync(join(directory, "file"), newLease());
    let log = "";
    const options = {
      ...{ directory, file: "Containerfile", tag, user },
      log: ({ text }: { readonly text: string }) => {
        log += text;
      },
    };
    const id = await buildImage(podman, options);
    expect(log).toContain("COPY file /file");
    log = "";
    expect(await buildImage(podman, options)).toBe(id);
    expect(log).toBe("");
  });

  it("fails with the builder's last word", async () => {
    const directory = tempDir();
    writeFileSync(join(directory, "Containerfile"), "FROM scratch\nCOPY missing /file\n");
    const options = { directory, file: "Containerfile", tag: "localhost/nodewright/test:none", user };
    const building = buildImage(podman, { ...options, log: () => undefined });
    await expect(building).rejects.toMatchObject({ code: "ERR_RECIPE_IMAGE", failureClass: "infra" });
    await expect(building).rejects.toThrow(/missing/);
  });
});
