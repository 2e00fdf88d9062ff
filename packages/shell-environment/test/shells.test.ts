import { describe, expect, it } from "vitest";
import { detectShell, isDirenv } from "../src/shells.js";

describe("detectShell", () => {
  it.each([
    ["bash", "bash"],
    ["-zsh", "zsh"],
    ["/usr/bin/fish", "fish"],
    ["dash", "posix"],
    ["pwsh.exe", "powershell"],
    ["C:\\Windows\\System32\\cmd.exe", "cmd"],
    ["nu", "nushell"],
  ])("takes the one that waits: %s", (parent, shell) => {
    expect(detectShell({ env: { SHELL: "/bin/ksh" }, parent, platform: "linux" })).toBe(shell);
  });

  it("takes the user's own where another program waits", () => {
    expect(detectShell({ env: { SHELL: "/bin/zsh" }, parent: "node", platform: "darwin" })).toBe("zsh");
    expect(detectShell({ env: { SHELL: "/bin/constructor" }, platform: "darwin" })).toBe("posix");
  });

  it("takes the system's where nothing is known", () => {
    expect(detectShell({ env: {}, platform: "linux" })).toBe("posix");
    expect(detectShell({ env: { PSModulePath: "x" }, platform: "win32" })).toBe("powershell");
    expect(detectShell({ env: {}, platform: "win32" })).toBe("cmd");
  });

  it("takes bash in an .envrc", () => {
    const env = { DIRENV_IN_ENVRC: "1", SHELL: "/usr/bin/fish" };
    expect(isDirenv(env)).toBe(true);
    expect(detectShell({ env, parent: "fish", platform: "linux" })).toBe("bash");
  });
});
