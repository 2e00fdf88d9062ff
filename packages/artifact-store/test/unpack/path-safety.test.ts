import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ArtifactError } from "../../src/errors.js";
import { unpack } from "../../src/unpack/unpack.js";
import { pieces } from "../helpers/bytes.js";
import { END_OF_TAR, padded, rawHeader } from "../helpers/tar.js";
import { zip } from "../helpers/zip.js";

interface Wish {
  readonly type: "file" | "directory" | "symlink" | "hardlink";
  readonly name: string;
  readonly target: string;
}

const names = ["a", "b", "c", "d"] as const;
const component = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...names) },
  { weight: 1, arbitrary: fc.constantFrom("..", ".", "", "A") },
);
const path = fc.oneof(
  {
    weight: 15,
    arbitrary: fc.array(component, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/")),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("/canary", "..\\canary", "C:\\canary", "a\\..\\..\\canary", "\0", ""),
  },
);
const wish: fc.Arbitrary<Wish> = fc.record({
  type: fc.constantFrom("file", "file", "directory", "symlink", "symlink", "hardlink"),
  name: path,
  target: path,
});

const TYPE_FLAGS = { file: "0", hardlink: "1", symlink: "2", directory: "5" } as const;

function asTar(wishes: readonly Wish[]): Buffer {
  const blocks = wishes.flatMap(({ type, name, target }) => {
    const isFile = type === "file";
    const header = rawHeader({
      name,
      type: TYPE_FLAGS[type],
      linkName: target,
      size: isFile ? 4 : 0,
      mode: 0o644,
    });
    return isFile ? [header, padded("evil")] : [header];
  });
  return gzipSync(Buffer.concat([...blocks, END_OF_TAR]));
}

function asZip(wishes: readonly Wish[]): Buffer {
  const modes = { file: 0o100644, hardlink: 0o100644, symlink: 0o120777, directory: 0o040755 } as const;
  return zip(
    wishes.map(({ type, name, target }) => ({
      name,
      mode: modes[type],
      content: type === "symlink" ? target : type === "directory" ? "" : "evil",
    })),
  );
}

/** Everything below a directory; links are named, not followed as readdir's `recursive` may. */
function list(root: string, below = ""): string[] {
  return readdirSync(join(root, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    return entry.isDirectory() ? [path, ...list(root, path)] : [path];
  });
}

/** Links lead to places inside, as read and, where the place exists, as the system follows them. */
function expectLinksInside(into: string): void {
  const root = realpathSync(into);
  const isInside = (path: string): boolean => `${path}/`.startsWith(`${root}/`);
  for (const path of list(into).map((name) => join(root, name))) {
    if (lstatSync(path).isSymbolicLink()) {
      expect(isInside(resolve(dirname(path), readlinkSync(path)))).toBe(true);
      expect(!existsSync(path) || isInside(realpathSync(path))).toBe(true);
    }
  }
}

async function tryOnce(archive: Buffer): Promise<"unpacked" | "refused"> {
  const root = mkdtempSync(join(tmpdir(), "artifact-store-test-"));
  try {
    // Deep enough that a few ".." stay within what is watched.
    const into = join(root, "1/2/3/4/into");
    mkdirSync(join(root, "1/2/3/4/canary"), { recursive: true });
    writeFileSync(join(root, "canary"), "alive");
    const before = list(root);
    try {
      await unpack(pieces(archive), { into });
    } catch (error) {
      expect(error).toBeInstanceOf(ArtifactError);
      expect(list(root)).toEqual(before);
      return "refused";
    }
    expectLinksInside(into);
    rmSync(into, { recursive: true });
    expect(list(root)).toEqual(before);
    expect(readFileSync(join(root, "canary"), "utf8")).toBe("alive");
    return "unpacked";
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

describe("unpack touches nothing outside, whatever an archive says", () => {
  test.each([
    ["tar", asTar],
    ["zip", asZip],
  ] as const)("%s", async (_, make) => {
    const outcomes = { unpacked: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(wish, { minLength: 1, maxLength: 5 }), async (wishes) => {
        outcomes[await tryOnce(make(wishes))] += 1;
      }),
      { numRuns: 120 },
    );
    // Or else the property would hold for an unpacker that refuses everything.
    expect(outcomes.unpacked).toBeGreaterThan(5);
    expect(outcomes.refused).toBeGreaterThan(5);
  });
});
