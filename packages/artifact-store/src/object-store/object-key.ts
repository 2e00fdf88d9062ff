import { ArtifactError } from "../errors.js";

/** The bound of S3; file systems have lower ones of their own. */
const MAX_KEY_BYTES = 1024;

/**
 * A key that means the same in a directory, a bucket and a URL: segments with slashes between them.
 * @throws ArtifactError ERR_ARTIFACT_KEY
 */
export function assertKey(key: string): void {
  const why = problemOf(key);
  if (why !== undefined) {
    throw new ArtifactError("ERR_ARTIFACT_KEY", `Cannot use the key ${JSON.stringify(key)}: ${why}`, {
      hint: "Give a relative path with slashes, such as v1.0.0/addon-linux-x64.tar.gz.",
    });
  }
}

function problemOf(key: string): string | undefined {
  if (key === "") {
    return "it is empty";
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  if (/[\u0000-\u001f\u007f\\]/.test(key) || /\p{Surrogate}/u.test(key)) {
    return "it has a backslash, a control character or half a character";
  }
  if (key.split("/").some((segment) => segment === "" || segment === "." || segment === "..")) {
    return "it has an empty segment, '.' or '..'";
  }
  return Buffer.byteLength(key) > MAX_KEY_BYTES ? `it is longer than ${MAX_KEY_BYTES} bytes` : undefined;
}

/** The key as a URL's path, with everything encoded that RFC 3986 does not leave as it is. */
export function encodeKey(key: string): string {
  return key.split("/").map(encodeStrictly).join("/");
}

/** As `encodeURIComponent`, and `!'()*` too: signatures are made over this form. */
export function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A store's prefix without slashes at its ends, and none doubled. */
export function normalizePrefix(prefix: string): string {
  return prefix
    .split("/")
    .filter((segment) => segment !== "" && segment !== ".")
    .join("/");
}

export function joinKey(prefix: string, key: string): string {
  return prefix === "" ? key : `${prefix}/${key}`;
}
