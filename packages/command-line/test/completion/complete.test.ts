import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { complete, formatCompletion, type Suggest } from "../../src/completion/complete.js";

function tree(): Command {
  const root = new Command("tool").helpCommand(false);
  const install = root.command("install").description("install it").argument("[spec...]");
  install.option("--dir <folder>").option("--force").option("-t, --target <target>");
  install.addOption(install.createOption("--shell <shell>", "which\nshell").choices(["bash", "zsh"]));
  install.addOption(install.createOption("--secret").hideHelp());
  const release = root.command("release").description("releases").helpCommand(false);
  release.command("show").argument("<file>").argument("<line>");
  return root;
}

const suggest: Suggest = async ({ commands, name }) => {
  if (name === "spec") return [{ value: "24", description: commands.join(" ") }, { value: "22" }];
  return name === "target" ? [{ value: "linux-x64" }] : undefined;
};

async function words(...typed: string[]): Promise<string[]> {
  const { candidates, isFile } = await complete(tree(), typed, suggest);
  return [...candidates.map(({ value }) => value), ...(isFile ? ["(files)"] : [])];
}

describe("complete", () => {
  it.each([
    [[""], ["install", "release"]],
    [["in"], ["install"]],
    [["x"], []],
    [["release", ""], ["show"]],
    [
      ["install", ""],
      ["24", "22"],
    ],
    [
      ["install", "24", "2"],
      ["24", "22"],
    ],
    [
      ["install", "--"],
      ["--dir", "--force", "--target", "--shell", "--help"],
    ],
    [
      ["install", "--force", "--dir", "x", "-"],
      ["--target", "--shell", "--help"],
    ],
    [
      ["install", "--shell", ""],
      ["bash", "zsh"],
    ],
    [["install", "--shell", "b"], ["bash"]],
    [["install", "--shell=z"], ["--shell=zsh"]],
    [["install", "--target", "l"], ["linux-x64"]],
    [["install", "-t", ""], ["linux-x64"]],
    [["install", "--dir", ""], ["(files)"]],
    [
      ["install", "--dir", "--", "2"],
      ["24", "22"],
    ],
    [["install", "24", "--", ""], ["(files)"]],
    [["release", "show", ""], ["(files)"]],
    [["release", "show", "a", "b", ""], []],
  ])("gives for %j %j", async (typed, expected) => {
    expect(await words(...typed)).toEqual(expected);
  });
});

describe("formatCompletion", () => {
  it("writes a line each, and whether files count", async () => {
    const found = await complete(tree(), ["install", "--s"], suggest);
    expect(formatCompletion(found)).toBe("--shell\twhich shell\n:none\n");
    expect(formatCompletion(await complete(tree(), ["install", ""], suggest))).toBe(
      "24\tinstall\n22\n:none\n",
    );
    expect(formatCompletion({ candidates: [], isFile: true })).toBe(":files\n");
  });
});
