import { expect, it } from "vitest";
import { engineOutput, errorLine, followContainer } from "../../src/runners/container-engine.js";
import { lacks } from "../support/runners.js";

const podman = { command: "podman", env: { PATH: process.env.PATH }, cwd: "/" } as const;

it.skipIf(lacks.podman)(
  "engineOutput gives what podman prints, or its last word (skipped without podman)",
  async () => {
    expect(await engineOutput(podman, ["version", "--format", "{{.Client.Version}}"])).toMatch(/^\d/);
    const failing = engineOutput(podman, ["inspect", "no-such-container"]);
    await expect(failing).rejects.toMatchObject({ code: "ERR_RECIPE_RUNNER" });
    await expect(failing).rejects.toThrow(/^podman inspect failed: .*no.such.container/i);
  },
);

it.skipIf(lacks.podman)(
  "followContainer fails where there is no such container (skipped without podman)",
  async () => {
    const following = followContainer(podman, {
      id: "no-such-container",
      phase: "build",
      log: () => undefined,
    });
    await expect(following).rejects.toMatchObject({ code: "ERR_RECIPE_RUNNER" });
  },
);

it("errorLine finds what went wrong", () => {
  expect(errorLine({ code: 1, stdout: "a\nb\n", stderr: "" })).toBe("b");
  expect(errorLine({ code: 1, stdout: "a", stderr: "c\nd\n" })).toBe("d");
  const docker =
    "docker: Error response from daemon: no space\n\nRun 'docker run --help' for more information\n";
  expect(errorLine({ code: 125, stdout: "", stderr: docker })).toBe(
    "docker: Error response from daemon: no space",
  );
  expect(errorLine({ code: 9, stdout: "", stderr: "" })).toBe("exit code 9");
});
