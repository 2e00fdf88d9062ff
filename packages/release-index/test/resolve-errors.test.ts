import { expect, test } from "vitest";
import { prepareIndex } from "../src/index.js";
import { noBuild, notFound } from "../src/resolve-errors.js";
import { rows } from "./rows.js";
import { target } from "./targets.js";

const index = prepareIndex(rows);

test("notFound says what was meant, in whose words, and the next step", () => {
  const error = notFound({ spec: "99", dialect: "nvm", meaning: { kind: "prefix", major: 99 }, index });
  expect(error).toMatchObject({
    code: "ERR_RELEASE_NOT_FOUND",
    message:
      'no release of Node.js found for "99": it means the newest release of v99 in nvm, and the index has none',
    hint: "The newest release in the index is v26.13.0.",
  });
});

test("noBuild names the target, the nearest ones, and the newest releases that have it", () => {
  const newest = index.byVersion.get("v24.10.0");
  if (!newest) throw new Error("v24.10.0");
  const selection = { pool: [newest], accepts: () => true, isOneLine: true };
  expect(
    noBuild({ spec: "24.10.0", newest, selection, index, target: target("linux-x64-musl") }),
  ).toMatchObject({
    code: "ERR_RELEASE_NO_BUILD",
    message: 'no build of Node.js for linux-x64-musl found for "24.10.0": v24.10.0 has no build for it',
    hint:
      "v24.10.0 was built for linux-x64-glibc, linux-arm64-glibc, linux-ppc64le-glibc. " +
      "The newest release built for linux-x64-musl is v26.9.0.",
  });
});
