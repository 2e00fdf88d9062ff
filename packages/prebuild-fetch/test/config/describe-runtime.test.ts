import { describe, expect, it } from "vitest";
import { describeRuntime, nodeLabel, processRuntime } from "../../src/config/describe-runtime.js";

const versions = { node: "24.11.0", modules: "137", napi: "10", v8: "13.6" };
const label = (runtime: string, target?: string): string => describeRuntime(runtime, target, versions).label;

it("tells the runtime of a process", () => {
  expect(processRuntime(versions)).toBe("node");
  expect(processRuntime({ ...versions, electron: "38.1.0" })).toBe("electron");
  expect(processRuntime({ ...versions, "node-webkit": "0.100.0" })).toBe("node-webkit");
  expect(processRuntime({ ...versions, nw: "0.100.0" })).toBe("node-webkit");
});

describe("describeRuntime", () => {
  it("believes the running Node.js", () => {
    expect(describeRuntime("node", undefined, { ...versions, modules: "999" })).toEqual({
      name: "node",
      version: "24.11.0",
      abi: "999",
      napi: 10,
      label: "node-v999",
    });
  });

  it.each([
    ["18.20.0", "node-v108"],
    ["v22.0.0", "node-v127"],
    ["22.99.0", "node-v127"],
    ["25.0.0", "node-v141"],
    ["26.1.0", "node-v147"],
    ["0.10.33", "node-v11"],
    ["0.11.13", "node-v0.11.13"],
    ["0.8.0", "v8-3.11"],
  ])("node %s is %s", (target, expected) => {
    expect(label("node", target)).toBe(expected);
  });

  it("gives the Node-API level of the target, not of the process", () => {
    expect(describeRuntime("node", "20.3.0", versions).napi).toBe(9);
    expect(describeRuntime("node", "18.0.0", versions).napi).toBe(8);
  });

  it("labels Electron by its minor and knows its ABI", () => {
    expect(describeRuntime("electron", "38.1.2", versions)).toMatchObject({
      label: "electron-v38.1",
      abi: "139",
    });
  });

  it("labels NW.js by its version", () => {
    expect(label("node-webkit", "0.100.0")).toBe("node-webkit-v0.100.0");
  });

  it.each([
    ["node", "1.2.3.4", "Unknown target version: 1.2.3.4"],
    ["node", "22", "Unknown target version: 22"],
    ["node", "123456789.0.0", "Unsupported target version: 123456789.0.0"],
    ["node", "24.0.0-rc.1", "Unsupported target version: 24.0.0-rc.1"],
    ["electron", undefined, "Empty target version is not supported if electron is the target."],
    ["electron", "new", "Unknown target version: new"],
    ["node-webkit", undefined, "Empty target version is not supported if node-webkit is the target."],
    ["deno", undefined, "Unknown Runtime: 'deno'"],
  ])("%s %s: %s", (runtime, target, message) => {
    expect(() => describeRuntime(runtime, target, versions)).toThrow(message);
  });
});

it("labels odd lines before 1.0 by their version", () => {
  expect(nodeLabel("node", { node: "0.11.1000000", modules: "bogus" })).toBe("node-v0.11.1000000");
});
