import { expect, test } from "vitest";
import { MAX_CHARACTERS } from "../../src/documents/read-spots.js";
import { complete } from "../../src/features/complete.js";
import { context, withCursor } from "../support.js";

function at(marked: string, uri = "package.json") {
  const { document, position } = withCursor(uri, marked);
  return complete(document, position, context).map(({ textEdit }) => {
    const { start, end } = textEdit.range;
    return [textEdit.newText, start.character, end.character];
  });
}

test("within quotes the word is replaced, without them it is quoted", () => {
  expect(at('{"pkg":{"targets":["node24-|"]}}')).toContainEqual(["node24-alpine-x64", 20, 27]);
  expect(at('{"pkg":{"targets":[|]}}')).toContainEqual(['"node24-alpine-x64"', 19, 19]);
  expect(at('{"pkg":{"targets":["node24-|')).toContainEqual(["node24-alpine-x64", 20, 27]);
  expect(at('{"pkg":{"targets":["host", |')).toContainEqual(['"host"', 27, 27]);
});

test("elsewhere nothing is offered", () => {
  expect(at('{"name":"|"}')).toEqual([]);

  expect(at('{"pkg":{"targets":["|"]}}', "other.json")).toEqual([]);
  expect(at(`{"pkg":{"targets":["|"]}}${" ".repeat(MAX_CHARACTERS)}`)).toEqual([]);
});

test("keys and values of a schema", () => {
  expect(at('{"pkg":{"|"}}')).toContainEqual(["targets", 9, 9]);
  expect(at('{"pkg":{|}}')).toContainEqual(['"targets": ', 8, 8]);
  expect(at('{"pkg":{"ta|":[]}}')).toContainEqual(["targets", 9, 11]);
  expect(at('{"pkg":{"sea": |}}')).toEqual([
    ["true", 15, 15],
    ["false", 15, 15],
  ]);
  expect(at('{"kind":"|"}', "definitions/a.json").map(([text]) => text)).toEqual(["install", "channel"]);
});

test("words of lines", () => {
  expect(at("|", ".nvmrc").map(([text]) => text)).toContain("lts/*");
  expect(at("nodejs |", ".tool-versions").map(([text]) => text)).toContain("24");
  expect(at("FROM node:|", "Dockerfile").map(([text]) => text)).toContain("24-alpine");
});
