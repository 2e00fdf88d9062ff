import { expect, test } from "vitest";
import { createAbiTable } from "../../src/abi-table.js";
import { resolveRuntime } from "../../src/prebuild/resolved-runtime.js";

const table = createAbiTable();

test("resolveRuntime asks the table for what the runtime does not say", () => {
  expect(resolveRuntime({ version: "v22.14.0" }, table)).toEqual({
    name: "node",
    version: "22.14.0",
    abi: "127",
    reason: "Node.js has ABI 127 from 22.0.0 on.",
    napi: 10,
    uv: undefined,
    table,
  });
  expect(resolveRuntime({ version: "22.14.0", abi: "999", napi: "7", uv: "1.49.2" }, table)).toMatchObject({
    abi: "999",
    reason: "The runtime states it.",
    napi: 7,
    uv: "1",
  });
});

test("resolveRuntime throws for no version and no runtime", () => {
  expect(() => resolveRuntime({ version: "22" }, table)).toThrow(
    expect.objectContaining({ code: "ERR_ABI_INVALID_VERSION" }),
  );
  expect(() => resolveRuntime({ name: "jvm", version: "22.0.0" }, table)).toThrow(
    expect.objectContaining({ code: "ERR_ABI_UNKNOWN_RUNTIME" }),
  );
});
