import { describe, expect, test } from "vitest";
import { exportChannel } from "../src/export-channel.js";
import { importChannel } from "../src/import-channel.js";
import { channel } from "./samples.js";

describe("importChannel", () => {
  test.each(["newest", "node-build"] as const)("reads what exportChannel wrote: %s", (select) => {
    const definition = { ...channel, select };
    expect(importChannel(exportChannel(definition), channel.name)).toEqual(definition);
  });

  test("takes a file that was changed for a program", () => {
    expect(importChannel(`${exportChannel(channel)}rm -rf /\n`, channel.name)).toBeUndefined();
    expect(
      importChannel(exportChannel(channel).replace("index.tab", "list.tab"), channel.name),
    ).toBeUndefined();
  });

  test("takes a program that only looks like node-build's for a program", () => {
    const text = `downloads="https://example.org/rc"
x | grep src | sort -n
echo "More than one rc release; installing"
install_package "a" "https://example.org/a.tar.gz"
`;
    expect(importChannel(text, "node-rc")).toBeUndefined();
  });
});
