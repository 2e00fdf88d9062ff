import { expect, test } from "vitest";
import { readDockerfile, readImage } from "../../src/documents/dockerfile.js";

function read(text: string) {
  const spots = readDockerfile(text);
  for (const spot of spots) expect(text.slice(spot.start, spot.end)).toBe(spot.text);
  return spots.map(({ topic, text: word }) => [topic.kind, word]);
}

test.each([
  ["FROM node:24-alpine AS build\r\n", [["image-tag", "24-alpine"]]],
  ["from docker.io/library/node:24@sha256:00", [["image-tag", "24"]]],
  ["  FROM public.ecr.aws/docker/library/node:lts", [["image-tag", "lts"]]],
  ["FROM node:", [["image-tag", ""]]],
  [
    "FROM --platform=linux/amd64 node:24",
    [
      ["target", "linux/amd64"],
      ["image-tag", "24"],
    ],
  ],
  ["FROM node", []],
  ["FROM nodejs:24", []],
  ["FROM example.org/node:24", []],
  ["# FROM node:24", []],
  ["RUN echo FROM node:24", []],
])("%j", (text, spots) => {
  expect(read(text)).toEqual(spots);
});

test("a version that is an argument is looked at where its default stands, once", () => {
  const text = `ARG OTHER=1\nARG NODE="18.2"\nFROM node:$\{NODE}-slim\nFROM node:$NODE\n`;
  expect(read(text)).toEqual([
    ["image-tag", "18.2"],
    ["image-tag", `$\{NODE}-slim`],
    ["image-tag", "$NODE"],
  ]);
});

test("an image in another file", () => {
  expect(readImage("node:24", 7)).toEqual([{ topic: { kind: "image-tag" }, text: "24", start: 12, end: 14 }]);
  expect(readImage("postgres:16", 7)).toEqual([]);
});
