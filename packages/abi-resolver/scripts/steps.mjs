// Versions and steps as the scripts need them: semver order, and the step that holds at a version.

export function parse(version) {
  const [, major, minor, patch, pre] = /^(\d+)\.(\d+)\.(\d+)(?:-(.+))?$/.exec(version);
  return { numbers: [Number(major), Number(minor), Number(patch)], pre: pre?.split(".") };
}

export function compare(a, b) {
  const [x, y] = [parse(a), parse(b)];
  for (const i of [0, 1, 2]) if (x.numbers[i] !== y.numbers[i]) return x.numbers[i] - y.numbers[i];
  if (x.pre === undefined || y.pre === undefined)
    return Number(y.pre !== undefined) - Number(x.pre !== undefined);
  for (let i = 0; i < Math.max(x.pre.length, y.pre.length); i++) {
    const order = comparePart(x.pre[i], y.pre[i]);
    if (order !== 0) return order;
  }
  return 0;
}

function comparePart(a, b) {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  const [isNumberA, isNumberB] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumberA && isNumberB) return Number(a) - Number(b);
  if (isNumberA !== isNumberB) return isNumberA ? -1 : 1;
  return a < b ? -1 : 1;
}

/** The last of the sorted steps at or below the version. */
export function stepAt(steps, version) {
  return steps.findLast((step) => compare(step.version, version) <= 0);
}
