import { html } from "./html.js";
import { renderPage } from "./page.js";
import type { PublicFile } from "./public-file.js";
import { renderTime } from "./render-time.js";

export interface FolderView {
  /** The farm's. */
  readonly name: string;
  /** Decoded, with a slash at its end. */
  readonly path: string;
  readonly files: readonly PublicFile[];
}

/** What is in a public folder. */
export function folderPage({ name, path, files }: FolderView): string {
  const rows = files.map((file) => {
    const isFolder = file.stats.isDirectory();
    const slash = isFolder ? "/" : "";
    return html`<tr>
<th scope="row"><a href="./${encodeURIComponent(file.name)}${slash}">${file.name}${slash}</a></th>
<td>${isFolder ? "–" : file.stats.size}</td><td>${renderTime(file.stats.mtime)}</td>
</tr>
`;
  });
  const main = html`<p><a href="../">Up</a></p>
<table>
<caption>Files</caption>
<thead><tr><th scope="col">Name</th><th scope="col">Bytes</th><th scope="col">Changed</th></tr></thead>
<tbody>
${rows}</tbody>
</table>`;
  return renderPage({ title: path, name, main });
}
