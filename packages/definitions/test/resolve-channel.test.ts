import { describe, expect, test } from "vitest";
import { resolveChannel } from "../src/resolve-channel.js";
import { channel } from "./samples.js";

const INDEX = `version\tdate\tfiles\tnpm
v26.9.0-rc.1\t2026-05-01\theaders,linux-x64,osx-arm64-tar,osx-x64-pkg,osx-x64-tar,src,win-x64-zip\t1
v26.10.0-rc.1\t2026-05-01\tosx-arm64-tar,osx-x64-tar,linux-arm64,src\t1
v27.0.0-rc.1\t2026-04-01\tlinux-x64,src\t1
v28.0.0-rc.1\t2026-06-01\tlinux-x64\t1
`;

describe("resolveChannel", () => {
  test("newest: the latest day, then the highest version, with every macOS", () => {
    const { definition, sameDay } = resolveChannel(channel, INDEX);
    expect(definition).toEqual({
      kind: "install",
      name: "node-rc",
      messages: [],
      binaries: ["darwin-arm64", "darwin-x64", "linux-arm64"].map((platform) => ({
        platform,
        url: `https://example.org/rc/v26.10.0-rc.1/node-v26.10.0-rc.1-${platform}.tar.gz`,
      })),
      packages: [
        {
          name: "v26.10.0-rc.1",
          source: { url: "https://example.org/rc/v26.10.0-rc.1/node-v26.10.0-rc.1.tar.gz" },
          steps: ["warn_eol"],
        },
      ],
    });
    expect(sameDay.map((line) => line.split("\t")[0])).toEqual(["v26.9.0-rc.1", "v26.10.0-rc.1"]);
  });

  test("node-build: the latest year, then the last row as text, with one macOS", () => {
    const { definition } = resolveChannel({ ...channel, select: "node-build" }, INDEX);
    expect(definition.packages[0]?.name).toBe("v27.0.0-rc.1");
    const other = resolveChannel({ ...channel, select: "node-build", filter: "osx" }, INDEX).definition;
    expect(other.binaries.map(({ platform }) => platform)).toEqual([
      "linux-x64",
      "osx-arm64-tar",
      "darwin-x64",
    ]);
  });

  test("a day with one row needs no word", () => {
    expect(resolveChannel({ ...channel, filter: "v27" }, INDEX).sameDay).toEqual([]);
  });

  test.each(["", "<html>", "version\tdate\tfiles\n"])("says when no row fits: %j", (text) => {
    expect(() => resolveChannel(channel, text)).toThrow(
      expect.objectContaining({ code: "ERR_DEFINITION_CHANNEL" }),
    );
  });
});
