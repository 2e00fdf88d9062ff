import { isBuiltFor, type ReleaseRow } from "@nodewright/release-index";
import { type Evidence, type ReleaseSource, SourceError } from "@nodewright/release-source";
import { createTarget, formatTarget, type Target } from "@nodewright/target-triple";
import { beforeEach, describe, expect, it } from "vitest";
import type { InstallOptions } from "../src/install-node.js";
import { type Plan, planInstall } from "../src/plan-install.js";
import { fallbacksFor } from "../src/wanted-targets.js";
import { offerOf, row } from "./support/offers.js";
import { addInstall } from "./support/receipts.js";
import { scratch } from "./support/scratch.js";
import { quickClient } from "./support/server.js";
import { linux, linuxArm, macArm, musl, windowsArm } from "./support/targets.js";

const armv7 = createTarget({ os: "linux", arch: "arm", armVersion: "7", libc: "glibc" });
const riscv = createTarget({ os: "linux", arch: "riscv64", libc: "glibc" });

type Kind = Exclude<Evidence["kind"], "lockfile">;

interface SourceParts {
  readonly rows?: readonly ReleaseRow[];
  readonly kind?: ReleaseSource["kind"];
  readonly onRequest?: string;
  readonly vouches?: Kind;
  /** What the signed list of a release names, where that is not what the index says. */
  readonly lists?: (version: string, target: Target) => boolean;
  readonly fails?: Error;
}

let asked: string[];

/** A source over an index; what it was asked for is noted. */
function source(name: string, parts: SourceParts): ReleaseSource {
  const { rows = [], kind = "dist", onRequest, vouches = "release-key", lists, fails } = parts;
  return {
    kind,
    name,
    onRequest,
    loadIndex: async (target) => {
      asked.push(`${name} ${kind === "npm" ? formatTarget(target) : "index"}`);
      if (fails !== undefined) throw fails;
      return { rows, origin: "a list" };
    },
    offer: async (release, target) => {
      asked.push(`${name} ${release.version} ${formatTarget(target)}`);
      const listed = rows.find(({ version }) => version === release.version);
      if (lists === undefined && listed === undefined) {
        throw new SourceError("ERR_SOURCE_NO_SHASUMS", "nothing there");
      }
      const isListed = lists?.(release.version, target) ?? (listed && isBuiltFor(listed, target));
      if (isListed !== true) throw new SourceError("ERR_SOURCE_NO_ASSET", "not listed");
      return offerOf([partWith(vouches)], { source: { kind, name }, release, target });
    },
  };
}

function partWith(kind: Kind): Parameters<typeof offerOf>[0][0] {
  const sha256 = "ab".repeat(32);
  const fileName = "node.tar.gz";
  const all: Record<Kind, Evidence> = {
    "release-key": { kind: "release-key", fileName, sha256, signer: "x", keyFingerprint: "y", reason: "z" },
    "unsigned-shasums": { kind: "unsigned-shasums", fileName, sha256, origin: "x" },
    "registry-integrity": { kind: "registry-integrity", package: "x", integrity: "sha512-x", registry: "x" },
    "registry-signature": { kind: "registry-signature", package: "x", keyId: "y" },
  };
  return {
    fileName,
    origin: { path: "/nowhere" },
    stripComponents: 1,
    into: "",
    omit: [],
    digests: [{ algorithm: "sha256", digest: sha256 }],
    evidence: [all[kind]],
  };
}

const files = ["linux-x64", "linux-arm64", "osx-x64-tar", "win-x64-zip", "src"];
const official = [
  row("v26.1.0", { lts: false, files: [...files, "osx-arm64-tar", "linux-x64-musl", "win-arm64-zip"] }),
  row("v24.1.0", { files: [...files, "osx-arm64-tar", "win-arm64-zip"] }),
  row("v22.3.0", { lts: "Jod", files: [...files, "linux-armv7l", "osx-arm64-tar"] }),
  row("v14.21.3", { lts: "Fermium", files }),
];
const unofficialFiles = ["linux-x64-musl", "linux-armv6l", "linux-riscv64", "linux-x64-glibc-217"];
const others = ["v26.1.0", "v24.1.0", "v22.3.0"].map((version) =>
  row(version, {
    files: unofficialFiles,
    lts: version === "v26.1.0" ? false : version === "v24.1.0" ? "Krypton" : "Jod",
  }),
);

const dist = (parts: SourceParts = {}): ReleaseSource => source("dist", { rows: official, ...parts });
const unofficial = (parts: SourceParts = {}): ReleaseSource =>
  source("unofficial", { rows: others, vouches: "unsigned-shasums", ...parts });
const held: SourceParts = { onRequest: "--source unofficial" };
const npm = (rows: readonly ReleaseRow[] = []): ReleaseSource =>
  source("npm", { kind: "npm", vouches: "registry-integrity", rows });
const farm = (rows: readonly ReleaseRow[] = others): ReleaseSource => source("farm", { rows });

let root: string;

beforeEach(async () => {
  root = await scratch();
  asked = [];
});

type Sources = InstallOptions["sources"];

function plan(spec: string, sources: Sources, more: Partial<InstallOptions> = {}): Promise<Plan> {
  const { host = linuxArm, glibcVersion } = more;
  return planInstall({
    spec,
    target: host,
    host,
    fallbacks: fallbacksFor(host, { glibcVersion }),
    sources,
    root,
    client: quickClient(),
    env: {},
    now: new Date("2026-11-20T12:00:00Z"),
    coreVersion: "0.1.0",
    ...more,
  });
}

/** `source version target` of what is taken. */
async function taken(...question: Parameters<typeof plan>): Promise<string> {
  const found = await plan(...question);
  if (found.kind === "present") return `present ${found.result.version}`;
  const { offer } = found;
  return `${offer.source.name} ${offer.release.version} ${formatTarget(offer.target)}`;
}

const gone = new SourceError("ERR_SOURCE_UNREACHABLE", "nobody answers");

describe("planInstall over several sources", () => {
  it("asks only the first where that has the build", async () => {
    expect(await taken("24", [dist(), unofficial(held), npm()])).toBe("dist v24.1.0 linux-arm64-glibc");
    expect(asked).toEqual(["dist index", "dist v24.1.0 linux-arm64-glibc"]);
  });

  it.each<[string, string, Sources, Target, string]>([
    ["no such release", "22.4.0", [dist(), farm([row("v22.4.0")])], linux, "farm v22.4.0 linux-x64-glibc"],
    ["no build", "24", [dist(), farm()], musl, "farm v24.1.0 linux-x64-musl"],
    [
      "no listed archive",
      "24",
      [dist({ lists: () => false }), farm([row("v24.1.0")])],
      linux,
      "farm v24.1.0 linux-x64-glibc",
    ],
    ["no answer", "24", [dist({ fails: gone }), farm()], musl, "farm v24.1.0 linux-x64-musl"],
    ["musl that became official", "26", [dist(), unofficial()], musl, "dist v26.1.0 linux-x64-musl"],
    ["the order that was asked for", "26", [unofficial(), dist()], musl, "unofficial v26.1.0 linux-x64-musl"],
  ])("passes on: %s", async (_, spec, sources, host, expected) => {
    expect(await taken(spec, sources, { host })).toBe(expected);
  });

  it.each([
    "ERR_SOURCE_SIGNATURE",
    "ERR_SOURCE_UNSIGNED",
    "ERR_SOURCE_INDEX",
    "ERR_SOURCE_NO_SHASUMS",
  ] as const)("does not look elsewhere after %s", async (code) => {
    const wrong = dist({ fails: new SourceError(code, "wrong") });
    await expect(plan("24", [wrong, npm([row("v24.1.0")])])).rejects.toMatchObject({ code });
  });

  it("tells what was passed over and why", async () => {
    const events: unknown[] = [];
    const found = await plan("24", [dist(), unofficial(held), farm()], {
      host: musl,
      onEvent: (event) => events.push(event.type === "passed-over" ? [event.source, event.why] : event.type),
    });
    expect(events).toEqual([["dist", "no-build"], ["unofficial", "unsigned"], "resolved"]);
    expect(found).toMatchObject({
      place: {
        passedOver: [
          { source: "dist", target: musl, why: "no-build", reason: expect.stringContaining("no build") },
          {
            source: "unofficial",
            target: musl,
            why: "unsigned",
            reason: expect.stringContaining("signs nothing"),
          },
        ],
      },
    });
  });

  it("names every source with its reason when none has it", async () => {
    const last = source("gone", { fails: gone });
    await expect(plan("22", [dist(), npm(), last], { host: riscv })).rejects.toMatchObject({
      code: "ERR_INSTALL_NO_SOURCE",
      message: expect.stringMatching(
        /^no source has Node.js "22" for linux-riscv64-glibc: dist: no build .*; npm: no release .*; gone: nobody answers$/,
      ),
      hint: expect.stringContaining("v22.3.0 was built for"),
    });
    await expect(plan("22", [source("a", { fails: gone }), last])).rejects.toMatchObject({
      code: "ERR_INSTALL_NO_SOURCE",
      message: "no source answers: a: nobody answers; gone: nobody answers",
    });
  });

  it("keeps the error of a source that is asked alone", async () => {
    await expect(plan("22", [dist()], { host: riscv })).rejects.toMatchObject({
      code: "ERR_RELEASE_NO_BUILD",
    });
    await expect(plan("14", [dist({ fails: gone })], { host: macArm })).rejects.toBe(gone);
    await expect(plan("99", [dist()], { host: macArm })).rejects.toMatchObject({
      code: "ERR_RELEASE_NOT_FOUND",
    });
  });
});

describe("planInstall and what nobody vouches for", () => {
  it("holds it back, and says how to ask for it", async () => {
    await expect(plan("22", [dist(), unofficial(held), npm()], { host: riscv })).rejects.toMatchObject({
      code: "ERR_INSTALL_UNSIGNED",
      message: expect.stringContaining("only unofficial has Node.js v22.3.0 for linux-riscv64-glibc"),
      hint: expect.stringContaining("--source unofficial"),
    });
  });

  it("takes it when it was asked for by name", async () => {
    expect(await taken("22", [dist(), unofficial(), npm()], { host: riscv })).toBe(
      "unofficial v22.3.0 linux-riscv64-glibc",
    );
  });

  it("takes what a later source can prove", async () => {
    const registry = npm([row("v22.3.0", { files: ["linux-x64-musl"] })]);
    expect(await taken("22", [dist(), unofficial(held), registry], { host: musl })).toBe(
      "npm v22.3.0 linux-x64-musl",
    );
  });

  it("finds it installed already, without asking again for consent", async () => {
    await addInstall(root, "v22.3.0", { target: riscv });
    const options = { host: riscv, target: riscv };
    await expect(plan("22", [dist(), unofficial(held)], options)).rejects.toMatchObject({
      // Its node is none: it would be made anew.
      code: "ERR_INSTALL_UNSIGNED",
    });
  });

  it("is not stopped by it: a wrong answer of what nobody asked for is told and passed over", async () => {
    const broken = unofficial({ ...held, fails: new SourceError("ERR_SOURCE_INDEX", "a web page") });
    expect(await taken("24", [dist(), broken, farm()], { host: musl })).toBe("farm v24.1.0 linux-x64-musl");
    const asked = unofficial({ fails: new SourceError("ERR_SOURCE_INDEX", "a web page") });
    await expect(plan("24", [dist(), asked, farm()], { host: musl })).rejects.toMatchObject({
      code: "ERR_SOURCE_INDEX",
    });
  });

  it.each<[string, SourceParts]>([
    ["the row", { rows: official.slice(1) }],
    ["the build", { rows: [row("v26.1.0", { lts: false, files: ["src"] }), ...official.slice(1)] }],
    ["everything", { rows: [] }],
  ])("takes the signed one where the index hides %s of it", async (_, parts) => {
    const hidden = dist({ ...parts, lists: () => true });
    for (const other of [unofficial(), unofficial(held)]) {
      const found = await plan("26", [hidden, other], { host: musl });
      expect(found).toMatchObject({
        offer: { source: { name: "dist" }, release: { version: "v26.1.0" } },
        place: { resolution: { reason: expect.stringContaining("its signed list does") } },
      });
    }
  });

  it("does not take an unlisted build on a worse word than a signature", async () => {
    const hidden = dist({ rows: [], lists: () => true, vouches: "unsigned-shasums" });
    expect(await taken("26", [hidden, farm()], { host: musl })).toBe("farm v26.1.0 linux-x64-musl");
    expect(await taken("26", [hidden, unofficial()], { host: musl })).toBe(
      "unofficial v26.1.0 linux-x64-musl",
    );
  });

  it("is an error when the list behind the hidden row is signed wrongly", async () => {
    const refused = new SourceError("ERR_SOURCE_SIGNATURE", "refused");
    const hidden = { ...dist({ rows: [] }), offer: () => Promise.reject(refused) };
    await expect(plan("26", [hidden, unofficial()], { host: musl })).rejects.toBe(refused);
  });
});

describe("planInstall for the targets that a host runs", () => {
  it.each<[string, string, Target, Sources, string]>([
    ["Apple Silicon", "14", macArm, [dist()], "dist v14.21.3 darwin-x64"],
    ["Apple Silicon", "22", macArm, [dist()], "dist v22.3.0 darwin-arm64"],
    ["arm64 Windows", "14", windowsArm, [dist(), npm()], "dist v14.21.3 win32-x64"],
    ["ARMv7", "22", armv7, [dist(), unofficial()], "dist v22.3.0 linux-armv7-glibc"],
    ["ARMv7", "lts", armv7, [dist(), unofficial()], "unofficial v24.1.0 linux-armv6-glibc"],
    [
      "the exact target of a later source first",
      "14",
      macArm,
      [dist(), farm([row("v14.0.0", { files: ["osx-arm64-tar"] })])],
      "farm v14.0.0 darwin-arm64",
    ],
  ])("%s: %s", async (_, spec, host, sources, expected) => {
    expect(await taken(spec, sources, { host })).toBe(expected);
  });

  it("says which target and why", async () => {
    const found = await plan("14", [dist(), unofficial(held)], { host: macArm });
    expect(found).toMatchObject({
      place: {
        target: { arch: "x64" },
        prefix: expect.stringMatching(/v14\.21\.3-darwin-x64$/),
        resolution: {
          reason: expect.stringContaining(
            "None was found for darwin-arm64; darwin-x64 is taken instead: Rosetta 2 translates x64.",
          ),
        },
      },
    });
  });

  it("keeps to the target that was named", async () => {
    await expect(plan("14", [dist()], { host: macArm, fallbacks: [] })).rejects.toMatchObject({
      code: "ERR_RELEASE_NO_BUILD",
    });
  });

  it("asks for an index once, and a source that is down not again", async () => {
    const down = source("down", { fails: gone });
    await taken("14", [down, dist(), npm()], { host: macArm });
    expect(asked).toEqual([
      "down index",
      "dist index",
      "npm darwin-arm64",
      "dist v14.21.3 darwin-x64",
      // Whether the signed list names what the index does not.
      "dist v14.21.3 darwin-arm64",
    ]);
  });

  it.each<[string | undefined, string, string]>([
    ["2.17", "24", "unofficial v24.1.0 linux-x64-glibc+glibc-217"],
    ["2.27", "24", "unofficial v24.1.0 linux-x64-glibc+glibc-217"],
    ["2.28", "24", "dist v24.1.0 linux-x64-glibc"],
    ["2.17", "14", "dist v14.21.3 linux-x64-glibc"],
    [undefined, "24", "dist v24.1.0 linux-x64-glibc"],
  ])("on glibc %s, %s is %s", async (glibcVersion, spec, expected) => {
    expect(await taken(spec, [dist(), unofficial(), npm()], { host: linux, glibcVersion })).toBe(expected);
  });

  it("says what an old glibc lacks", async () => {
    const old = { host: linux, glibcVersion: "2.17" };
    await expect(plan("24", [dist()], old)).rejects.toMatchObject({
      code: "ERR_INSTALL_DOES_NOT_RUN",
      message: "Node.js v24.1.0 for linux-x64-glibc needs glibc 2.28, and this system has 2.17",
      hint: expect.stringContaining("--target linux-x64-glibc+glibc-217 --source unofficial"),
    });
    await expect(plan("24", [dist(), unofficial(held)], old)).rejects.toMatchObject({
      code: "ERR_INSTALL_UNSIGNED",
      message: expect.stringContaining("linux-x64-glibc+glibc-217"),
    });
    // For another machine, this one's glibc says nothing.
    expect(await taken("24", [dist()], { ...old, target: linuxArm, fallbacks: [] })).toBe(
      "dist v24.1.0 linux-arm64-glibc",
    );
  });
});

describe("planInstall and words that depend on the index", () => {
  const old = npm([row("v22.1.0", { lts: "Jod", files: ["linux-riscv64"] })]);

  it("does not take the newest LTS of a registry that ended with an older line", async () => {
    await expect(plan("lts", [dist(), old], { host: riscv })).rejects.toMatchObject({
      code: "ERR_INSTALL_NO_SOURCE",
      message: expect.stringContaining(
        "npm: it has no build of v24.1.0 or another of v24 for linux-riscv64-glibc",
      ),
    });
    expect(await taken("22", [dist(), old], { host: riscv })).toBe("npm v22.1.0 linux-riscv64-glibc");
  });

  it("nor when no index of all releases answers, and the line has ended by what is known", async () => {
    const sources: Sources = [dist({ fails: gone }), old];
    const known = { host: riscv, knownReleases: official };
    const schedule = { v22: { start: "2024-04-24", end: "2026-04-30" } };
    const day = (text: string) => ({ ...known, schedule, now: new Date(text) });
    await expect(plan("lts", sources, day("2026-05-01"))).rejects.toMatchObject({
      code: "ERR_INSTALL_NO_SOURCE",
    });
    expect(await taken("lts", sources, day("2026-04-01"))).toBe("npm v22.1.0 linux-riscv64-glibc");
    expect(await taken("lts", sources, known)).toBe("npm v22.1.0 linux-riscv64-glibc");
    const newer = npm([row("v28.0.0", { lts: "Later", files: ["linux-riscv64"] })]);
    expect(await taken("lts", [dist({ fails: gone }), newer], known)).toBe("npm v28.0.0 linux-riscv64-glibc");
  });
});
