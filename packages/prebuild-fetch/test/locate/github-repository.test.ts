import { expect, test } from "vitest";
import { githubRepository } from "../../src/locate/github-repository.js";

const address = "https://github.com/WiseLibs/better-sqlite3";

test.each([
  "WiseLibs/better-sqlite3",
  "github:WiseLibs/better-sqlite3",
  "https://github.com/WiseLibs/better-sqlite3",
  "https://github.com/WiseLibs/better-sqlite3.git",
  "git+https://github.com/WiseLibs/better-sqlite3.git#main",
  "git://github.com/WiseLibs/better-sqlite3.git",
  "git+ssh://git@github.com/WiseLibs/better-sqlite3.git",
  "git@github.com:WiseLibs/better-sqlite3.git",
])("githubRepository(%j)", (text) => {
  expect(githubRepository(text)).toBe(address);
  expect(githubRepository({ type: "git", url: text })).toBe(address);
});

test.each([
  undefined,
  null,
  7,
  "",
  {},
  "https://gitlab.com/a/b",
  "gitlab:a/b",
  "https://github.com.evil.example/a/b",
  "https://evil.example/github.com/a/b",
  `${"a".repeat(600)}/b`,
])("githubRepository(%j) is none", (repository) => {
  expect(githubRepository(repository)).toBeUndefined();
});
