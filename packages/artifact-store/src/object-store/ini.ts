/** AWS' shared files: `[section]`, `name = value`, comments; indented lines are nested and left out. */
export function parseIni(text: string): Record<string, Record<string, string>> {
  const sections: Record<string, Record<string, string>> = Object.create(null);
  let current: Record<string, string> | undefined;
  for (const line of text.split(/\r?\n/)) {
    const title = /^\[\s*(.*?)\s*\]\s*(?:[#;].*)?$/.exec(line)?.[1];
    if (title !== undefined) {
      const name = title.replace(/\s+/g, " ");
      current = sections[name] ?? Object.create(null);
      sections[name] = current ?? {};
      continue;
    }
    const [, name, value = ""] = /^([^\s#;=][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined && current !== undefined) {
      current[name.toLowerCase()] = value.replace(/\s+[#;].*$/, "");
    }
  }
  return sections;
}
