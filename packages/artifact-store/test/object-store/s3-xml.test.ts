import { expect, test } from "vitest";
import { elements, elementText, escapeXml } from "../../src/object-store/s3-xml.js";

test("elements: contents in order, with attributes and over lines", () => {
  expect(elements('<a x="1">one</a>\n<ab>no</ab><a>\ntwo</a><a/>', "a")).toEqual(["one", "\ntwo"]);
});

test("elementText: entities are undone once", () => {
  expect(elementText("<a>&quot;&#34;&#x22;&amp;lt; &lt;&gt;&apos;</a>", "a")).toBe('"""&lt; <>\'');
  expect(elementText("<a>&unknown; &#x110000; &#xD;</a>", "a")).toBe("&unknown; &#x110000; \r");
  expect(elementText("<a>one</a>", "b")).toBeUndefined();
});

test("escapeXml", () => {
  expect(elementText(`<a>${escapeXml('<"&amp;">')}</a>`, "a")).toBe('<"&amp;">');
});
