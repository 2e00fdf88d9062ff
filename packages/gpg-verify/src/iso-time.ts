/** Seconds since 1970 as ISO 8601 without fractions. */
export function toIso(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}
