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

/**
 * `27.0.0-alpha.1;26:0011`: a pre-release, or a major and its minors from the newest down to 0, each as the digit
 * of its newest patch when all patches below are there, else as the runs of its patches: `(9-7,5)`, `()`.
 */
function encodeVersions(rows) {
  const groups = [];
  for (const { version } of rows) {
    const [, major, minor, patch, prerelease] = /^v(\d+)\.(\d+)\.(\d+)(-.*)?$/.exec(version);
    if (prerelease) {
      groups.push({ text: version.slice(1) });
      continue;
    }
    if (groups.at(-1)?.major !== major) groups.push({ major, patches: [] });
    const { patches } = groups.at(-1);
    patches[minor] = [...(patches[minor] ?? []), Number(patch)];
  }
  return groups.map((group) => group.text ?? `${group.major}:${encodeMinors(group.patches)}`).join(";");
}

function encodeMinors(patches) {
  return Array.from(patches, (own = []) => {
    const isWhole = own.every((patch, at) => patch === own.length - 1 - at);
    return isWhole && own.length > 0 && own.length <= DIGITS.length
      ? DIGITS[own.length - 1]
      : `(${encodeRuns(own)})`;
  })
    .reverse()
    .join("");
}

function encodeRuns(numbers) {
  const runs = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.low - 1 === number) last.low = number;
    else runs.push({ high: number, low: number });
  }
  return runs.map(({ high, low }) => (high === low ? `${high}` : `${high}-${low}`)).join(",");
}

/** `g3q:0e~Q0Hj`: the first row's day, then days back from row to row: one digit each, or `~` and three of 100000 more. */
function encodeDates(rows) {
  const days = rows.map((row) => Date.parse(row.date) / DAY);
  const steps = days.map((day, index) => encodeStep(index === 0 ? 0 : days[index - 1] - day));
  return `${days[0].toString(36)}:${steps.join("")}`;
}

function encodeStep(step) {
  if (DIGITS[step]) return DIGITS[step];
  const base = DIGITS.length;
  const shifted = step + 100_000;
  const digits = [Math.floor(shifted / base / base), Math.floor(shifted / base) % base, shifted % base];
  return `~${digits.map((digit) => DIGITS[digit]).join("")}`;
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

/** `22:fgu,flm,fwr,gcy,Jod,`: start, lts, maintenance, end, codename, alpha; days since 1970, base 36. */
function encodeSchedule(schedule) {
  const dayOf = (text) => (text ? (Date.parse(text) / DAY).toString(36) : "");
  return Object.entries(schedule)
    .map(([line, { start, lts, maintenance, end, codename, alpha }]) => {
      const fields = [...[start, lts, maintenance, end].map(dayOf), codename ?? "", dayOf(alpha)];
      return `${line.slice(1)}:${fields.join(",").replace(/,+$/, "")}`;
    })
    .join(";");
}
