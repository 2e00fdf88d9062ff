import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { EntrySink } from "../../src/unpack/entry-sink.js";
import { unpackTar } from "../../src/unpack/unpack-tar.js";
import { pieces } from "../helpers/bytes.js";
import { failure } from "../helpers/errors.js";
import { END_OF_TAR, padded, rawHeader } from "../helpers/tar.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";

async function run(archive: Buffer): Promise<string> {
  const into = temporaryDirectory();
  const sink = new EntrySink("a.tar", { into });
  sink.limits.archiveBytes = archive.length;
  await unpackTar(pieces(archive, 1000), { label: "a.tar", sink, needsEndMark: true });
  return into;
}

describe("unpackTar", () => {
  test("knows the types of old and new programs", async () => {
    const into = await run(
      Buffer.concat([
        rawHeader({ name: "volume", type: "V" }),
        rawHeader({ name: "old-directory/", type: "0", size: 3 }),
        padded("xyz"),
        rawHeader({ name: "directory", type: "5", mode: 0o755 }),
        rawHeader({ name: "plain", type: "\0", size: 1 }),
        padded("1"),
        rawHeader({ name: "contiguous", type: "7", size: 1 }),
        padded("2"),
        END_OF_TAR,
      ]),
    );
    expect(readdirSync(into).sort()).toEqual(["contiguous", "directory", "old-directory", "plain"]);
    expect(lstatSync(join(into, "old-directory")).isDirectory()).toBe(true);
    expect(readFileSync(join(into, "contiguous"), "utf8")).toBe("2");
  });

  test.each([
    ["a character device", "3"],
    ["a block device", "4"],
    ["a pipe", "6"],
    ["an unknown type", "Z"],
  ])("ERR_ARTIFACT_UNSAFE_ENTRY: %s", async (_, type) => {
    await failure(
      run(Buffer.concat([rawHeader({ name: "x", type }), END_OF_TAR])),
      "ERR_ARTIFACT_UNSAFE_ENTRY",
    );
  });
});
