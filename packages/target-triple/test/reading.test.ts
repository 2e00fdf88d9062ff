import { describe, expect, test } from "vitest";
import {
  createTarget,
  type Dialect,
  dialects,
  formatTarget,
  listTargets,
  parseTarget,
  TargetError,
} from "../src/index.js";
import { mergeReadings, readDialect } from "../src/reading.js";
import { type Cell, type Corpus, hasCorpus, readCorpus } from "./corpus.js";
import { targetsWith, textsOf } from "./corpus-spellings.js";

const idsOf = (text: string, dialect: Dialect) =>
  parseTarget(text, dialect).candidates.map((t) => formatTarget(t));

function dialectOf(name: string): Dialect {
  const info = dialects.find((one) => one.name === name);
  if (info === undefined) throw new Error(`there is no dialect ${name}`);
  return info.name;
}

/** Spellings that a source takes for another word, and that the corpus gives to fewer targets than that word. */
const WIDENED: Readonly<Record<string, readonly string[]>> = {
  destCpu: ["x86_64", "x86"],
  uname: ["Linux amd64", "Linux arm64", "Linux i386", "Linux i486", "Linux i586", "Linux armv8l"],
};

describe.skipIf(!hasCorpus)(
  "readDialect and formatTarget on the corpus (skipped: no corpus at NODEWRIGHT_CORPUS)",
  () => {
    const corpus: Corpus = hasCorpus
      ? readCorpus()
      : { targets: [], sources: {}, ambiguous: {}, coverage: {} };
    const names = Object.keys(corpus.coverage);
    const cells = names.flatMap((name) =>
      corpus.targets.flatMap(({ id, dialects: row }) => {
        const cell: Cell | null = row[name] ?? null;
        return cell === null ? [] : [{ name, id, texts: textsOf(name, cell) }];
      }),
    );

    test("createTarget takes every row, and its canonical text is the row's id", () => {
      for (const row of corpus.targets) {
        const target = createTarget(row);
        expect(formatTarget(target)).toBe(row.id);
        expect({ ...target, libc: target.libc ?? null, variant: target.variant ?? null }).toMatchObject({
          os: row.os,
          arch: row.arch ?? "any",
          libc: row.libc,
          variant: row.variant,
        });
        expect(target.armVersion ?? null).toBe(row.armVersion);
      }
      expect(listTargets().map((target) => formatTarget(target))).toEqual(corpus.targets.map(({ id }) => id));
    });

    test("34 dialects and 808 cells", () => {
      expect(names).toHaveLength(34);
      expect(cells).toHaveLength(808);
    });

    test.each(names)("formatTarget writes every cell of %s, and null for every empty one", (name) => {
      for (const row of corpus.targets) {
        const cell = row.dialects[name] ?? null;
        const expected = cell === null ? null : textsOf(name, cell)[0];
        expect([row.id, formatTarget(createTarget(row), dialectOf(name))]).toEqual([row.id, expected]);
      }
    });

    test.each(names)("every spelling of %s leaves exactly the targets that are spelled so", (name) => {
      for (const { texts } of cells.filter((cell) => cell.name === name)) {
        for (const text of texts) {
          const expected = targetsWith(corpus.targets, name, text);
          const found = idsOf(text, dialectOf(name));
          if (WIDENED[name]?.includes(text)) expect(found).toEqual(expect.arrayContaining([...expected]));
          else expect([text, found]).toEqual([text, expected]);
        }
      }
    });

    test("a widened spelling leaves what the word leaves that it is taken for", () => {
      expect(idsOf("x86_64", "destCpu")).toEqual(idsOf("x64", "destCpu"));
      expect(idsOf("x86", "destCpu")).toEqual(idsOf("ia32", "destCpu"));
      expect(idsOf("Linux amd64", "uname")).toEqual(idsOf("Linux x86_64", "uname"));
      expect(idsOf("Linux i386", "uname")).toEqual(idsOf("Linux i686", "uname"));
    });

    const ambiguous = Object.entries(corpus.ambiguous).flatMap(([name, sets]) =>
      Object.entries(sets).map(([key, ids]) => ({ name, key, ids })),
    );

    test.each(ambiguous)("ambiguous $name $key leaves all of its targets", ({ name, key, ids }) => {
      const cell: Cell = /^[{[]/.test(key) ? JSON.parse(key) : key;
      const { candidates, lossy } = parseTarget(textsOf(name, cell)[0] ?? "", dialectOf(name));
      const facts: Record<string, unknown> =
        typeof cell === "object" && !Array.isArray(cell) ? { ...cell } : {};
      const fits = candidates.filter(
        (t) =>
          (facts.arm_version === undefined || t.armVersion === facts.arm_version) &&
          (facts.endianness === undefined || t.endian === (facts.endianness === "LE" ? "little" : "big")),
      );
      expect(fits.map((t) => formatTarget(t))).toEqual(expect.arrayContaining([...ids]));
      expect(lossy).toBe(true);
    });

    test("the facts that a text of node leaves out are those of the target", () => {
      for (const row of corpus.targets) {
        const cell = row.dialects.node;
        if (cell === null || cell === undefined || typeof cell === "string" || Array.isArray(cell)) continue;
        const facts: Readonly<Record<string, unknown>> = { ...cell };
        const target = createTarget(row);
        if (facts.arm_version !== undefined) expect(target.armVersion).toBe(facts.arm_version);
        if (facts.endianness !== undefined)
          expect(target.endian).toBe(facts.endianness === "LE" ? "little" : "big");
      }
    });

    test.each([
      ["vsce", []],
      ["fnm", []],
      ["deno", []],
      ["nodeBuild", []],
      ["conda", ["emscripten-wasm32", "zos-z"]],
      ["index", ["headers", "src"]],
      ["dockerHub", []],
    ])("every value that the source of %s lists is a target, but for %j", (name, others) => {
      const values = corpus.sources[name]?.values;
      if (!Array.isArray(values)) throw new Error(`the corpus lists no values of ${name}`);
      const refused = values.filter((value) => readDialect(String(value), dialectOf(name)) === undefined);
      expect(refused).toEqual(others);
    });

    test("a Rust triple is a target or a TargetError, and one of napi-rs means what its triple means", () => {
      const rust = corpus.sources.rust?.values;
      if (!Array.isArray(rust)) throw new Error("the corpus lists no triples");
      const known = rust.filter((triple) => {
        try {
          return parseTarget(String(triple), "rust").candidates.length > 0;
        } catch (error) {
          expect(error).toBeInstanceOf(TargetError);
          return false;
        }
      });
      expect(rust).toHaveLength(320);
      expect(known.length).toBeGreaterThan(45);
      for (const [napi, triples] of Object.entries(corpus.sources.napi?.values ?? {})) {
        const meant = readDialect(napi, "napi");
        const said = triplesOf(triples).flatMap((triple) => readDialect(triple, "rust")?.candidates ?? []);
        if (meant === undefined || said.length === 0) continue;
        expect([napi, meant.candidates.some((target) => said.includes(target))]).toEqual([napi, true]);
      }
    });
  },
);

function triplesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

test("readDialect gives undefined for a text that is none of the dialect's", () => {
  expect(readDialect("linux-x64-musl", "nodeBuild")).toBeUndefined();
});

test("mergeReadings keeps the best reading if the others add nothing", () => {
  const best = parseTarget("linux-armv7l", "dist");
  expect(mergeReadings([best, parseTarget("linux-armv7l", "nvm")])).toBe(best);
  expect(mergeReadings([])).toBeUndefined();
});

test("mergeReadings adds what others read, and says who", () => {
  const merged = mergeReadings([parseTarget("armhf", "deb"), parseTarget("armhf", "alpine")]);
  expect(merged?.candidates.map((target) => formatTarget(target))).toEqual([
    "linux-armv7-glibc",
    "linux-armv6-musl",
  ]);
  expect(merged?.target).toEqual({ os: "linux", arch: "arm" });
  expect(merged?.lossy).toBe(true);
  expect(merged?.warnings.join("\n")).toContain("alpine");
});
