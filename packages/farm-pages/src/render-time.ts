import { type Html, html } from "./html.js";

/** A moment, to the second. */
export function renderTime(time: Date | undefined): Html {
  if (time === undefined) return html`–`;
  const text = time.toISOString();
  return html`<time datetime="${text}">${text.slice(0, 19).replace("T", " ")} UTC</time>`;
}
