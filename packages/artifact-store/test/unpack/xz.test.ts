import { describe, expect, onTestFinished, test } from "vitest";
import { ByteSource } from "../../src/unpack/byte-source.js";
import { unxz, type XzMode } from "../../src/unpack/xz.js";
import { collect, noise, pieces } from "../helpers/bytes.js";
import { failure } from "../helpers/errors.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";
import { noXz, xz } from "../helpers/xz.js";

const content = Buffer.concat([noise(300_000), Buffer.alloc(2_000_000, "node")]);
const source = (bytes: Buffer, step?: number): ByteSource =>
  new ByteSource(pieces(bytes, step), { doing: "Cannot unpack", signal: undefined, onBytes: () => {} });
const run = (bytes: Buffer, mode: XzMode, step?: number): Promise<Buffer> =>
  collect(unxz(source(bytes, step), "a.tar.xz", mode));

/** Hides every program for one test. */
function emptyPath(): void {
  const before = process.env.PATH;
  onTestFinished(() => {
    process.env.PATH = before;
  });
  process.env.PATH = temporaryDirectory();
}

describe.skipIf(noXz)(`unxz ${noXz ?? ""}`, () => {
  describe.each(["system", "wasm"] as const)("by %s", (mode) => {
    const compressed = noXz === undefined ? xz(content, "-1") : Buffer.alloc(0);

    test.each([undefined, 999])("undoes it in pieces of %s bytes", async (step) => {
      expect((await run(compressed, mode, step)).equals(content)).toBe(true);
    });

    test("takes several streams in a row for one file", async () => {
      expect((await run(Buffer.concat([compressed, compressed]), mode)).length).toBe(2 * content.length);
    });

    test("ERR_ARTIFACT_TRUNCATED: cut in the middle", async () => {
      await failure(run(compressed.subarray(0, 200_000), mode), "ERR_ARTIFACT_TRUNCATED");
      await failure(run(compressed.subarray(0, -1), mode), "ERR_ARTIFACT_TRUNCATED");
    });

    test("ERR_ARTIFACT_CORRUPT: damage within, and something else behind", async () => {
      const damaged = Buffer.from(compressed);
      damaged[150_000] = (damaged[150_000] ?? 0) ^ 0xff;
      await failure(run(damaged, mode), "ERR_ARTIFACT_CORRUPT");
      await failure(run(Buffer.concat([compressed, Buffer.alloc(64, "x")]), mode), "ERR_ARTIFACT_CORRUPT");
    });

    test("what the source throws is passed on", async () => {
      const failing = async function* (): AsyncGenerator<Buffer> {
        yield compressed.subarray(0, 150_000);
        throw new RangeError("connection lost");
      };
      const input = new ByteSource(failing(), { doing: "", signal: undefined, onBytes: () => {} });
      await expect(collect(unxz(input, "a.tar.xz", mode))).rejects.toThrow(RangeError);
    });

    test("may be left in the middle", async () => {
      for await (const _ of unxz(source(compressed), "a.tar.xz", mode)) {
        break;
      }
    });
  });

  test("auto takes the program, or does without it", async () => {
    const compressed = xz(content);
    expect((await run(compressed, "auto")).equals(content)).toBe(true);
    emptyPath();
    expect((await run(compressed, "auto")).equals(content)).toBe(true);
    await failure(run(compressed, "system"), "ERR_ARTIFACT_FORMAT");
  });

  test("without the program, says when an archive needs it", async () => {
    const compressed = xz(content, "--check=sha256");
    emptyPath();
    const error = await failure(run(compressed, "auto"), "ERR_ARTIFACT_FORMAT");
    expect(error.hint).toContain("xz-utils");
  });

  test("ERR_ARTIFACT_LIMIT: a dictionary larger than any release needs", async () => {
    const compressed = xz(Buffer.from("x"), "--lzma2=dict=1536MiB");
    await failure(run(compressed, "system"), "ERR_ARTIFACT_LIMIT");
  });
});
