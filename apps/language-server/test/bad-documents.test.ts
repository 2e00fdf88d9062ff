import { afterAll, beforeAll, expect, test } from "vitest";
import {
  CompletionRequest,
  DidChangeConfigurationNotification,
  HoverRequest,
} from "vscode-languageserver-protocol/node";
import { Client } from "./support/client.js";

let client: Client;

beforeAll(async () => {
  client = await Client.start({ initializationOptions: { ignore: ["end-of-life"] } });
});

afterAll(async () => {
  expect(await client.stop()).toBe(0);
});

const codesOf = async (uri: string, version?: number) =>
  (await client.diagnosticsOf(uri, version)).map(({ code }) => code);

test("a file of 5 MB is told to be too large, and asking about it does no harm", async () => {
  const uri = "file:///large/package.json";
  await client.open(uri, `{"pkg":{"targets":[${'"node18-linux-x64",'.repeat(260_000)}"host"]}}`);
  expect(await codesOf(uri)).toEqual(["too-large"]);
  const at = { textDocument: { uri }, position: { line: 0, character: 30 } };
  expect(await client.connection.sendRequest(CompletionRequest.type, at)).toEqual([]);
  expect(await client.connection.sendRequest(HoverRequest.type, at)).toBeNull();
});

test("half-typed JSON with a mark and CRLF is looked at as far as it goes, key stroke by key stroke", async () => {
  const uri = "file:///typed/package.json";
  await client.open(uri, '\uFEFF{\r\n  "pkg": {\r\n    "targets": ["node24-lnux-x64", "');
  expect(await codesOf(uri)).toEqual(["unknown-word", "unknown-word"]);
  const end = { line: 2, character: 36 };
  for (const [index, key] of [..."node24-linux-amd64"].entries()) {
    const position = { line: end.line, character: end.character + index };
    await client.change(uri, index + 2, [{ range: { start: position, end: position }, text: key }]);
  }
  expect(await codesOf(uri, 19)).toEqual(["unknown-word", "foreign-spelling"]);
});

test("brackets without end, a file without a name, and a document that is not open", async () => {
  await client.open("file:///deep/package.json", "[".repeat(100_000));
  expect(await codesOf("file:///deep/package.json")).toEqual([]);
  await client.open("untitled:Untitled-1", "FROM node:24-alpne\n", "dockerfile");
  expect(await codesOf("untitled:Untitled-1")).toEqual(["unknown-word"]);
  const at = { textDocument: { uri: "file:///closed/package.json" }, position: { line: 0, character: 0 } };
  expect(await client.connection.sendRequest(CompletionRequest.type, at)).toEqual([]);
});

test("codes are ignored, and no longer, as the user sets it", async () => {
  const uri = "file:///settings/.nvmrc";
  await client.open(uri, "18\n", "plaintext");
  expect(await codesOf(uri)).toEqual([]);
  await client.connection.sendNotification(DidChangeConfigurationNotification.type, {
    settings: { nodewright: { ignore: [] } },
  });
  await client.change(uri, 2, [{ text: "18\n" }]);
  expect(await codesOf(uri, 2)).toEqual(["end-of-life"]);
});
