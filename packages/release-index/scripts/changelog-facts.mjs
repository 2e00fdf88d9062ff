/**
 * What a release line's changelog (CHANGELOG_V24.md in nodejs/node, shipped in the npm packages
 * node-<os>-<cpu>) says of each of its releases: day, codename, whether it fixes vulnerabilities, and the
 * versions of npm, V8, libuv, zlib and OpenSSL, each carried on from the release that last changed it.
 */
export function readChangelog(text) {
  const releases = sectionsOf(text).reverse();
  const carried = {};
  return releases.map(({ version, date, title, body }) => {
    Object.assign(carried, upgradesIn(body));
    const codename = /'(\w+)' \(LTS\)/.exec(title)?.[1] ?? false;
    const security = /^This is a security release/m.test(body);
    return { version: `v${version}`, date, lts: codename, security, ...carried };
  });
}

const HEADING = /^## (\d{4}-\d{2}-\d{2}), Version (\d+\.\d+\.\d+)(.*)$/gm;

function sectionsOf(text) {
  const headings = [...text.matchAll(HEADING)];
  return headings.map((match, index) => ({
    date: match[1],
    version: match[2],
    title: match[3],
    body: text.slice(match.index, headings[index + 1]?.index),
  }));
}

const UPGRADES = {
  npm: /\*\*deps\*\*: (?:upgrade|update) npm to (\d+\.\d+\.\d+)/g,
  v8: /\*\*deps\*\*: (?:update|patch) V8 to (\d+\.\d+\.\d+\.\d+)/g,
  uv: /\*\*deps\*\*: (?:update|upgrade)(?: to)? libuv (?:to )?(\d+\.\d+\.\d+)/g,
  zlib: /\*\*deps\*\*: update zlib to (\d[\d.]*(?:-motley)?)-[0-9a-f]{7}/g,
  openssl:
    /\*\*deps\*\*: (?:upgrade|update) openssl sources to (?:quictls\/)?openssl-(\d+\.\d+\.\d+[a-z]?(?:[+-]quic\d?)?)/g,
};

/** Of several upgrades in one release the highest counts. */
function upgradesIn(body) {
  const found = {};
  for (const [component, pattern] of Object.entries(UPGRADES)) {
    const versions = [...body.matchAll(pattern)].map((match) => match[1]);
    if (versions.length > 0) found[component] = versions.sort(compareNumbers).at(-1);
  }
  return found;
}

function compareNumbers(a, b) {
  const left = a.match(/\d+/g).map(Number);
  const right = b.match(/\d+/g).map(Number);
  const at = left.findIndex((number, index) => number !== right[index]);
  return at < 0 ? left.length - right.length : left[at] - (right[at] ?? -1);
}
