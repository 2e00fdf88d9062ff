import { expect, it } from "vitest";
import { html } from "../src/html.js";

it("escapes what is put in, in text and in attributes", () => {
  const hostile = `"><script>'&`;
  expect(html`<a title="${hostile}">${hostile}</a>`.text).toBe(
    '<a title="&quot;&gt;&lt;script&gt;&#39;&amp;">&quot;&gt;&lt;script&gt;&#39;&amp;</a>',
  );
});

it("takes HTML as it is, one piece or many, and leaves out what is undefined", () => {
  const items = ["a", "<b>"].map((text) => html`<li>${text}</li>`);
  expect(html`<ul>${items}</ul>${html`<hr>`}${undefined}${0}`.text).toBe(
    "<ul><li>a</li><li>&lt;b&gt;</li></ul><hr>0",
  );
});

it("keeps backslashes of what is put in", () => {
  expect(html`${"a\\n"}`.text).toBe("a\\n");
});
