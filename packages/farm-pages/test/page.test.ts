import { expect, it } from "vitest";
import { html } from "../src/html.js";
import { renderPage } from "../src/page.js";

it("is a document with a language, a title and one heading", () => {
  const page = renderPage({ title: "Job <1>", name: "A & B", main: html`<p>text</p>` });
  expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(page).toContain("<title>Job &lt;1&gt; · A &amp; B</title>");
  expect(page.match(/<h1>.*<\/h1>/g)).toEqual(["<h1>Job &lt;1&gt;</h1>"]);
  expect(page).not.toContain("<script");
});
