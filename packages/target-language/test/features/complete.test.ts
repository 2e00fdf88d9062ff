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
  expect(at('{"pkg":{"tar|gets":["x"]}}')).toEqual([]);
  expect(at('{"pkg":{"targets":["|"]}}', "other.json")).toEqual([]);
  expect(at(`{"pkg":{"targets":["|"]}}${" ".repeat(MAX_CHARACTERS)}`)).toEqual([]);
});
