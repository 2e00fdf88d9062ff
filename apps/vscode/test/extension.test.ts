import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { CancellationToken, CompletionContext, Position, Range, TextDocument } from "vscode";
import { loadExtension } from "./support/load-extension.js";
import { createVscodeDouble, type VscodeDouble } from "./support/vscode-double.js";

const URI = "vscode-vfs://github/acme/app/package.json";
const WRONG = '{ "pkg": { "targets": ["node22-linux-amd64"] } }';
const AT_TARGET = { line: 0, character: 31 } as Position;
const token = {} as CancellationToken;

let editor: VscodeDouble;
let subscriptions: { dispose(): void }[];

beforeEach(() => {
  editor = createVscodeDouble();
  subscriptions = [];
  loadExtension(editor.api).activate({ subscriptions });
});

afterEach(() => {
  for (const one of subscriptions) one.dispose();
});

const codesOf = (uri: string) => editor.diagnostics.get(uri)?.map(({ code }) => code);

const settles = (uri: string, codes: readonly string[] | undefined) =>
  vi.waitFor(() => expect(codesOf(uri)).toEqual(codes), { timeout: 5000 });

async function completionsAt(document: TextDocument, position: Position): Promise<unknown[]> {
  const items = await editor.providers.completion?.provideCompletionItems(
    document,
    position,
    token,
    {} as CompletionContext,
  );
  return Array.isArray(items) ? items : [];
}

it("diagnoses what is opened, typed and closed", async () => {
  editor.show(URI, "json", WRONG);
  await settles(URI, ["foreign-spelling"]);
  expect(editor.diagnostics.get(URI)?.[0]).toMatchObject({
    message: '"amd64" is no word of pkg\'s; it says x64',
    severity: 0,
    source: "nodewright",
    range: { line: 0, character: 37, endLine: 0, endCharacter: 42 },
  });
  editor.show(URI, "json", WRONG.replace("amd64", "x64"));
  await settles(URI, []);
  editor.close(URI);
  await settles(URI, undefined);
});

it("diagnoses what was open before it, and nothing of a file's past", async () => {
  for (const one of subscriptions.splice(0)) one.dispose();
  editor.show(URI, "json", WRONG);
  editor.show("git:/app/package.json?%7B%7D", "json", WRONG);
  loadExtension(editor.api).activate({ subscriptions });
  await settles(URI, ["foreign-spelling"]);
  expect([...editor.diagnostics.keys()]).toEqual([URI]);
});

it("leaves files alone that are none of ours", async () => {
  editor.show("file:///app/tsconfig.json", "jsonc", "{");
  editor.show("file:///app/.nvmrc", "plaintext", "lts\n");
  await settles("file:///app/.nvmrc", ["foreign-spelling"]);
  expect(editor.diagnostics.size).toBe(1);
});

it("completes, keys and values", async () => {
  const document = editor.show(URI, "json", WRONG);
  const items = await completionsAt(document, AT_TARGET);
  expect(items).toContainEqual(
    expect.objectContaining({
      label: "node22-linux-x64",
      kind: 11,
      insertText: "node22-linux-x64",
      range: { line: 0, character: 24, endLine: 0, endCharacter: 42 },
    }),
  );
  const keys = await completionsAt(editor.show(URI, "json", '{ "pkg": { "" } }'), {
    line: 0,
    character: 12,
  } as Position);
  expect(keys).toContainEqual(expect.objectContaining({ label: "targets", kind: 9 }));
});

it("leaves the keys of our own JSON files to the schemas that it contributes", async () => {
  const document = editor.show("file:///app/nodewright.lock", "json", '{ "" }');
  expect(await completionsAt(document, { line: 0, character: 3 } as Position)).toEqual([]);
  const plain = editor.show("file:///other/nodewright.lock", "plaintext", '{ "" }');
  expect(await completionsAt(plain, { line: 0, character: 3 } as Position)).not.toEqual([]);
});

it("tells of a target where the pointer rests", async () => {
  const document = editor.show(URI, "json", WRONG.replace("amd64", "x64"));
  const hover = await editor.providers.hover?.provideHover(document, AT_TARGET, token);
  expect(JSON.stringify(hover?.contents)).toContain("linux-x64-glibc");
});

it("fixes", async () => {
  const document = editor.show(URI, "json", WRONG);
  const range = { start: AT_TARGET, end: { line: 0, character: 40 } } as Range;
  const actions = await editor.providers.codeActions?.provideCodeActions(document, range, {} as never, token);
  expect(actions?.[0]).toMatchObject({
    kind: "quickfix",
    isPreferred: true,
    diagnostics: [{ code: "foreign-spelling" }],
    edit: { replaced: [{ uri: URI, newText: "x64", range: { character: 37, endCharacter: 42 } }] },
  });
});

it("gives no diagnostics that are ignored, and does as the setting changes", async () => {
  editor.show(URI, "json", WRONG);
  await settles(URI, ["foreign-spelling"]);
  editor.set(["foreign-spelling", 3]);
  await settles(URI, []);
  editor.set("nonsense");
  await settles(URI, ["foreign-spelling"]);
});

it("reads the manifest of prebuilds through VS Code, when it is written and as it is typed", async () => {
  const manifest = URI.replace("package.json", "prebuilds.json");
  const addon = { binary: {}, os: ["linux"], cpu: ["x64"], libc: ["glibc"], engines: { node: "24" } };
  editor.show(URI, "json", JSON.stringify(addon));
  await settles(URI, []);
  const prebuildsFor = (nodeAbi: number) =>
    JSON.stringify({ schema: 1, prebuilds: [{ target: "linux-x64-glibc", runtime: "node", nodeAbi }] });
  editor.write(manifest, prebuildsFor(127));
  await settles(URI, ["no-prebuild"]);
  editor.show(manifest, "json", prebuildsFor(127));
  editor.show(manifest, "json", prebuildsFor(137));
  await settles(URI, []);
});

it("is asked for the languages that its manifest is activated by", () => {
  const manifest = JSON.parse(
    readFileSync(join(import.meta.dirname, "../dist/extension/package.json"), "utf8"),
  );
  const events = manifest.activationEvents.map((event: string) => event.replace("onLanguage:", ""));
  for (const { selector } of editor.registered) {
    const filters = selector as readonly { readonly language?: string }[];
    expect(filters.flatMap(({ language }) => language ?? [])).toEqual(events);
  }
});
