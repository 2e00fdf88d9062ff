import { micromark } from "micromark";
import { gfmTable, gfmTableHtml } from "micromark-extension-gfm-table";
import { element } from "./dom.js";

/** Markdown as an element. Markup in it, and links to scripts, are left as text: micromark's default. */
export function markdown(text: string, className: string): HTMLElement {
  const made = element("div", { class: className });
  made.innerHTML = micromark(text, { extensions: [gfmTable()], htmlExtensions: [gfmTableHtml()] });
  return made;
}
