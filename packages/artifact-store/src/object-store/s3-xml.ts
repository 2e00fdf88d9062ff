const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * The contents of all elements of a name, in order. S3's answers are flat: no element holds another
 * of the same name, and there are neither comments nor CDATA.
 */
export function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([^]*?)</${name}>`, "g"))].map(
    ([, content = ""]) => content,
  );
}

/** The text of the first element of a name, or undefined if there is none. */
export function elementText(xml: string, name: string): string | undefined {
  const [content] = elements(xml, name);
  return content?.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, decimal, hex, entity) => {
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return Number.isNaN(point) || point > 0x10ffff
      ? (ENTITIES[entity] ?? whole)
      : String.fromCodePoint(point);
  });
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>]/g, (character) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[character] ?? "");
}
