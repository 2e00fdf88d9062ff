/**
 * The inverse of src/decode-snapshot.ts: rows, newest first, as a few short texts that gzip well. Neighbours
 * differ little, so columns are written as runs and each value as what it does not share with the last.
 */
export function encodeSnapshot(rows, schedule) {
  const fileSets = [...new Set(rows.map((row) => row.files.join(",")))];
  const tokens = [...new Set(rows.flatMap((row) => row.files))].sort();
  if (Math.max(fileSets.length, tokens.length) > DIGITS.length) throw new Error("more sets than digits");
  const column = (key) => encodeColumn(rows.map((row) => row[key] || ""));
  return {
    versions: encodeVersions(rows),
    dates: encodeDates(rows),
    tokens: tokens.join(","),
    fileSets: fileSets.map((set) => encodeSet(new Set(set.split(",")), tokens)).join(","),
    files: encodeColumn(rows.map((row) => DIGITS[fileSets.indexOf(row.files.join(","))])),
    npm: column("npm"),
    v8: column("v8"),
    uv: column("uv"),
    zlib: column("zlib"),
    openssl: column("openssl"),
    modules: column("modules"),
    lts: column("lts"),
    security: encodeColumn(rows.map((row) => (row.security ? "1" : ""))),
    schedule: encodeSchedule(schedule),
  };
}

/** One character for a small number. */
const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DAY = 86_400_000;

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

/** Days back from row to row, one digit each; a day itself (since 1970, base 36) between two `~` where that fails. */
function encodeDates(rows) {
  const days = rows.map((row) => Date.parse(row.date) / DAY);
  return days.map((day, index) => DIGITS[days[index - 1] - day] ?? `~${day.toString(36)}~`).join("");
}

function encodeSet(set, tokens) {
  return tokens.flatMap((token, index) => (set.has(token) ? [DIGITS[index]] : [])).join("");
}

/**
 * Two texts parted by `;`: the runs' values, and their lengths. A value is a digit (how much it shares with the
 * one before) and the rest, up to a comma; a length is a digit, or digits of 61 that add up.
 */
function encodeColumn(values) {
  const runs = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last?.value === value) last.count += 1;
    else runs.push({ value, count: 1 });
  }
  const texts = runs.map(({ value }, index) => {
    const shared = sharedLength(value, runs[index - 1]?.value ?? "");
    return DIGITS[shared] + value.slice(shared);
  });
  return `${texts.join(",")};${runs.map(({ count }) => encodeCount(count)).join("")}`;
}

function sharedLength(a, b) {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

function encodeCount(count) {
  return count < DIGITS.length - 1
    ? DIGITS[count]
    : `${DIGITS.at(-1)}${encodeCount(count - DIGITS.length + 1)}`;
}

/** `22:2024-04-24,2024-10-29,2025-10-21,2027-04-30,Jod,`: start, lts, maintenance, end, codename, alpha. */
function encodeSchedule(schedule) {
  return Object.entries(schedule)
    .map(([line, { start, lts, maintenance, end, codename, alpha }]) => {
      const fields = [start, lts, maintenance, end, codename, alpha].map((field) => field ?? "");
      return `${line.slice(1)}:${fields.join(",").replace(/,+$/, "")}`;
    })
    .join(";");
}
