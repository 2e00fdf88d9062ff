import { type Html, html } from "./html.js";

/** A whole page. */
export interface Page {
  readonly title: string;
  /** The farm's. */
  readonly name: string;
  readonly main: Html;
}

/** The document of a page: header, links to the other pages, and what it is about. */
export function renderPage({ title, name, main }: Page): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${name}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header>
<p>${name}</p>
<nav aria-label="Pages">
<a href="/">Status</a>
<a href="/jobs">Jobs</a>
<a href="/download/">Downloads</a>
<a href="/logs/">Logs</a>
<a href="/api/status">JSON</a>
</nav>
</header>
<main>
<h1>${title}</h1>
${main}
</main>
</body>
</html>
`.text;
}

/** Of all pages. */
export const styleSheet = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 80rem; padding: 0 1rem 3rem; }
header { display: flex; flex-wrap: wrap; gap: 0 2rem; align-items: baseline; border-bottom: 1px solid; }
header p { font-weight: 600; }
nav a { margin-right: 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: 1.5rem 0; }
caption { text-align: left; font-weight: 600; padding-bottom: .5rem; }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; vertical-align: top; }
tbody tr { border-top: 1px solid color-mix(in srgb, currentcolor 20%, transparent); }
td.failed { font-weight: 700; }
td.none, td.gated { opacity: .7; }
pre { overflow-x: auto; padding: 1rem; border: 1px solid; }
dt { font-weight: 600; }
dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
`;
