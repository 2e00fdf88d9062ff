import { expect, test } from "vitest";
import { nodeOmissions, npmLayout } from "../../src/npm/npm-layout.js";

const unixLayout = npmLayout({ os: "linux" });
const windowsLayout = npmLayout({ os: "win32" });

test("npmLayout makes bin/npm and bin/npx links, as archives of Node.js have them", () => {
  expect(unixLayout.npmFolder).toBe("lib/node_modules/npm");
  expect(unixLayout.steps.filter((step) => step.do === "link")).toEqual([
    { do: "link", path: "bin/npm", target: "../lib/node_modules/npm/bin/npm-cli.js" },
    { do: "link", path: "bin/npx", target: "../lib/node_modules/npm/bin/npx-cli.js" },
  ]);
});

test("npmLayout for Windows puts node.exe and npm's launchers at the root, as archives of Node.js have them", () => {
  expect(windowsLayout.npmFolder).toBe("node_modules/npm");
  expect(windowsLayout.steps[0]).toEqual({ do: "move", from: "bin/node.exe", to: "node.exe" });
  expect(windowsLayout.steps.flatMap((step) => (step.do === "copy" ? [step.to] : []))).toEqual([
    "npm",
    "npm.cmd",
    "npm.ps1",
    "npx",
    "npx.cmd",
    "npx.ps1",
  ]);
});

test("nodeOmissions are the npm package's own files", () => {
  expect(nodeOmissions).toEqual(["package.json"]);
});
