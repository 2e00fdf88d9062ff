/**
 * A URL as messages may show it: without what stands between `//` and the last `@` before the path. Scanned
 * by hand, because no pattern for it is quick on hostile text.
 */
export function redactUrl(url: string): string {
  const slashes = url.indexOf("//");
  if (slashes < 0) return url;
  const start = slashes + 2;
  const length = url.slice(start).search(/[/?#]/);
  const end = length < 0 ? url.length : start + length;
  const at = url.slice(0, end).lastIndexOf("@");
  return at < start ? url : `${url.slice(0, start)}***@${url.slice(at + 1)}`;
}
