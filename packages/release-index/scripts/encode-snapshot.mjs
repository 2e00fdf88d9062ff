/** The inverse of src/decode-snapshot.ts: rows, newest first, as a few short texts. */
export function encodeRows(rows) {
  const fileSets = [...new Set(rows.map((row) => row.files.join(",")))];
  const tokens = [...new Set(rows.flatMap((row) => row.files))].sort();
  return {
    versions: encodeVersions(rows),
    dates: encodeDates(rows),
    tokens: tokens.join(","),
    fileSets: fileSets.map((set) => encodeSet(new Set(set.split(",")), tokens)).join(","),
    files: encodeRuns(rows.map((row) => fileSets.indexOf(row.files.join(",")).toString(36))),
    npm: encodeRuns(rows.map((row) => row.npm ?? "")),
    v8: encodeRuns(rows.map((row) => row.v8 ?? "")),
    uv: encodeRuns(rows.map((row) => row.uv ?? "")),
    zlib: encodeRuns(rows.map((row) => row.zlib ?? "")),
    openssl: encodeRuns(rows.map((row) => row.openssl ?? "")),
    modules: encodeRuns(rows.map((row) => row.modules ?? "")),
    lts: encodeRuns(rows.map((row) => row.lts || "")),
    security: encodeRuns(rows.map((row) => (row.security ? "1" : ""))),
  };
}

/** `26:7,5.1;27.0.0-alpha.1`: lines of minors, each with its newest patch when there is one above 0. */
function encodeVersions(rows) {
  const groups = [];
  for (const { version } of rows) {
    const [, major, minor, patch, prerelease] = /^v(\d+)\.(\d+)\.(\d+)(-.*)?$/.exec(version);
    const last = groups.at(-1);
    if (prerelease) groups.push({ text: version.slice(1) });
    else if (last?.major === major) last.parts.push([minor, patch]);
    else groups.push({ major, parts: [[minor, patch]] });
  }
  return groups.map((group) => group.text ?? `${group.major}:${encodeMinors(group.parts)}`).join(";");
}

function encodeMinors(parts) {
  const runs = [];
  for (const [minor, patch] of parts) {
    const last = runs.at(-1);
    if (last?.minor === minor && last.low - 1 === Number(patch)) last.low -= 1;
    else runs.push({ minor, high: Number(patch), low: Number(patch) });
  }
  return runs
    .map(({ minor, high, low }) => {
      if (low === 0) return high === 0 ? minor : `${minor}.${high}`;
      return `${minor}.${high}-${low}`;
    })
    .join(",");
}

/** Days back from row to row, base 36, after the first row's day since 1970. */
function encodeDates(rows) {
  const days = rows.map((row) => Date.parse(row.date) / 86_400_000);
  return days.map((day, index) => (index === 0 ? day : days[index - 1] - day).toString(36)).join(",");
}

function encodeSet(set, tokens) {
  return tokens.flatMap((token, index) => (set.has(token) ? [index.toString(36)] : [])).join("");
}

/** `value*3,other`: runs of equal neighbours. */
function encodeRuns(values) {
  const runs = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last?.value === value) last.count += 1;
    else runs.push({ value, count: 1 });
  }
  return runs.map(({ value, count }) => (count === 1 ? value : `${value}*${count}`)).join(",");
}
