import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  CodeActionRequest,
  CompletionRequest,
  HoverRequest,
  type Range,
} from "vscode-languageserver-protocol/node";
import { Client } from "./support/client.js";

const uri = "file:///app/package.json";
const text = `{
  "name": "app",
  "pkg": {
    "targets": ["node18-linux-x64", "node24-linux-amd64", "node24-"]
  }
}
`;

/** The range of a word in the document. */
function rangeOf(word: string): Range {
  const line = text.split("\n").findIndex((one) => one.includes(word));
  const character = text.split("\n")[line]?.indexOf(word) ?? 0;
  return { start: { line, character }, end: { line, character: character + word.length } };
}

describe("a server on standard input and output", () => {
  let client: Client;

  beforeAll(async () => {
    client = await Client.start();
    await client.open(uri, text);
  });

  afterAll(async () => {
    expect(await client.stop()).toBe(0);
  });

  test("says what it can", () => {
    expect(client.initialized).toMatchObject({
      serverInfo: { name: "nodewright" },
      capabilities: { hoverProvider: true, textDocumentSync: { change: 2 } },
    });
  });

  test("diagnoses a document that is opened", async () => {
    expect(await client.diagnosticsOf(uri)).toEqual([
      expect.objectContaining({
        code: "end-of-life",
        source: "nodewright",
        range: rangeOf("node18"),
        message: expect.stringContaining("2025-04-30"),
      }),
      expect.objectContaining({ code: "foreign-spelling", message: expect.stringContaining("x64") }),
      expect.objectContaining({ code: "unknown-word" }),
    ]);
  });

  test("completes a target", async () => {
    const { line, character } = rangeOf('node24-"]').end;
    const position = { line, character: character - 2 };
    const items = await client.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri },
      position,
    });
    expect(items).toContainEqual(
      expect.objectContaining({
        label: "node24-alpine-x64",
        textEdit: {
          newText: "node24-alpine-x64",
          range: { start: rangeOf('node24-"]').start, end: position },
        },
      }),
    );
  });

  test("tells of a target under the pointer", async () => {
    const position = rangeOf("node18-linux").end;
    const hover = await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
    expect(hover?.contents).toMatchObject({ kind: "markdown", value: expect.stringContaining("ABI 108") });
  });

  test("offers the fix of a diagnostic, and sees the document change", async () => {
    const range = rangeOf("amd64");
    const actions = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context: { diagnostics: [] },
    });
    const edit = { range, newText: "x64" };
    expect(actions).toEqual([
      expect.objectContaining({ kind: "quickfix", edit: { changes: { [uri]: [edit] } }, isPreferred: true }),
    ]);
    await client.change(uri, 2, [{ range: edit.range, text: edit.newText }]);
    const codes = (await client.diagnosticsOf(uri, 2)).map(({ code }) => code);
    expect(codes).toEqual(["end-of-life", "unknown-word"]);
  });
});
