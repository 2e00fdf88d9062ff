import { describe, expect, it } from "vitest";
import { writeVersionInfo } from "../../src/pe/version-info.js";

/** Every node of a version resource: its path, and its value as text or hex. */
function nodesOf(bytes: Uint8Array, at = 0, path = ""): [string, string][] {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const end = at + view.getUint16(at, true);
  const isText = view.getUint16(at + 4, true) === 1;
  const valueBytes = view.getUint16(at + 2, true) * (isText ? 2 : 1);
  let cursor = at + 6;
  let key = "";
  for (; view.getUint16(cursor, true) !== 0; cursor += 2)
    key += String.fromCharCode(view.getUint16(cursor, true));
  cursor = Math.ceil((cursor + 2) / 4) * 4;
  const value = Buffer.from(bytes.subarray(cursor, cursor + valueBytes));
  const own = `${path}/${key}`;
  const nodes: [string, string][] = [
    [own, isText ? value.toString("utf16le").replace(/\0$/, "") : value.toString("hex")],
  ];
  cursor = Math.ceil((cursor + valueBytes) / 4) * 4;
  while (cursor < end) {
    nodes.push(...nodesOf(bytes, cursor, own));
    cursor = Math.ceil((cursor + view.getUint16(cursor, true)) / 4) * 4;
  }
  return nodes;
}

describe("writeVersionInfo()", () => {
  it("writes numbers and texts where Windows looks for them", () => {
    const strings = { ProductName: "Ünï ⚙", CompanyName: "", OriginalFilename: "a.exe" };
    const nodes = nodesOf(writeVersionInfo({ fileVersion: "1.2.3-beta.1", productVersion: "4", strings }));
    const table = "/VS_VERSION_INFO/StringFileInfo/040904b0";
    expect(Object.fromEntries(nodes)).toEqual({
      "/VS_VERSION_INFO":
        "bd04effe" +
        "00000100" +
        "02000100" +
        "00000300" +
        "00000400" +
        "00000000" +
        "3f000000" +
        "00000000" +
        "04000400" +
        "01000000" +
        "00000000".repeat(3),
      "/VS_VERSION_INFO/StringFileInfo": "",
      [table]: "",
      [`${table}/FileVersion`]: "1.2.3-beta.1",
      [`${table}/ProductVersion`]: "4",
      [`${table}/ProductName`]: "Ünï ⚙",
      [`${table}/CompanyName`]: "",
      [`${table}/OriginalFilename`]: "a.exe",
      "/VS_VERSION_INFO/VarFileInfo": "",
      "/VS_VERSION_INFO/VarFileInfo/Translation": "0904b004",
    });
  });

  it.each(["", "x", "1.2.3.4.5", "70000", "1.-2", "v1"])("refuses %j as a version", (fileVersion) => {
    expect(() => writeVersionInfo({ fileVersion })).toThrow(
      expect.objectContaining({
        code: "ERR_EXECUTABLE_INVALID_RESOURCE",
        message: `${JSON.stringify(fileVersion)} is no version`,
      }),
    );
  });

  it("refuses texts that do not fit", () => {
    const strings = { Comments: "x".repeat(40_000) };
    expect(() => writeVersionInfo({ fileVersion: "1", strings })).toThrow("longer than 64 KiB");
  });
});
