/** One line of the table. */
export interface Figure {
  readonly name: string;
  readonly ours: number;
  /** What the peer did in the same run. */
  readonly peer?: { readonly name: string; readonly value: number };
  readonly unit: "ops/s" | "ms" | "bytes";
  /** The bar: at least this many, at least this many times the peer, or at most this much. */
  readonly bar: { readonly atLeast: number } | { readonly timesPeer: number } | { readonly atMost: number };
}

function isMet({ ours, peer, bar }: Figure): boolean {
  if ("atMost" in bar) return ours <= bar.atMost;
  if ("atLeast" in bar) return ours >= bar.atLeast;
  return peer !== undefined && ours >= bar.timesPeer * peer.value;
}

/** The figures as aligned text, one a line. */
export function formatFigures(figures: readonly Figure[]): string {
  const rows = [
    ["figure", "ours", "peer", "times", "bar", ""],
    ...figures.map((figure) => [
      figure.name,
      formatValue(figure.ours, figure.unit),
      figure.peer ? `${formatValue(figure.peer.value, figure.unit)} (${figure.peer.name})` : "",
      figure.peer ? `${(figure.ours / figure.peer.value).toFixed(1)} ×` : "",
      formatBar(figure),
      isMet(figure) ? "met" : "MISSED",
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "))
    .map((line) => line.trimEnd())
    .join("\n");
}

function formatBar({ bar, unit }: Figure): string {
  if ("atMost" in bar) return `at most ${formatValue(bar.atMost, unit)}`;
  if ("atLeast" in bar) return `at least ${formatValue(bar.atLeast, unit)}`;
  return `at least ${bar.timesPeer} × peer`;
}

function formatValue(value: number, unit: Figure["unit"]): string {
  if (unit === "ms") return `${value.toFixed(1)} ms`;
  if (unit === "bytes") return `${(value / 1024).toFixed(1)} KiB`;
  return value >= 1e6 ? `${(value / 1e6).toFixed(2)} M/s` : `${(value / 1e3).toFixed(1)} k/s`;
}
