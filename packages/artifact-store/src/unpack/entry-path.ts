import { ArtifactError } from "../errors.js";

/** The error for an entry that would do harm, or could on the platform it is unpacked for. */
export function unsafeEntry(name: string, why: string, label: string): ArtifactError {
  const shown = JSON.stringify(name.length > 200 ? `${name.slice(0, 200)}…` : name);
  return new ArtifactError("ERR_ARTIFACT_UNSAFE_ENTRY", `Cannot unpack ${label}: its entry ${shown} ${why}`, {
    hint: "The archive is not safe to unpack: do not use it, and tell whoever published it.",
    path: name,
  });
}

/** Which rules for names hold beside the universal ones. */
export interface NameRules {
  /** Windows' reserved names and characters are refused. */
  readonly isWindows: boolean;
  /** Names that differ in case alone are one name. */
  readonly isCaseless: boolean;
}

/** The rules of the platform that an archive is for and of this one, which must hold the files. */
export function nameRules(platform: NodeJS.Platform): NameRules {
  const platforms = [platform, process.platform];
  return {
    isWindows: platforms.includes("win32"),
    isCaseless: platforms.includes("win32") || platforms.includes("darwin"),
  };
}

/** CON, NUL, COM1 … are devices on Windows, whatever extension follows. */
const WINDOWS_DEVICE =
  /^(?:con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]|conin\$|conout\$)(?: *\.|$)/i;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what Windows forbids.
const WINDOWS_FORBIDDEN = /[\u0000-\u001f<>:"|?*\\]/;

const MAX_COMPONENT_BYTES = 255;

/** Why a path is refused, or its components without "." and empty ones. */
export type EntryPath = { readonly refused: string } | { readonly components: readonly string[] };

/**
 * Splits the path of an entry, or of a hardlink's file. What escapes on any platform is refused on
 * all: `..`, absolute paths, drive letters, both with `/` and with `\`.
 */
export function parseEntryPath(name: string, rules: NameRules): EntryPath {
  const components = name.split("/").filter((component) => component !== "" && component !== ".");
  // Looked at twice: "./C:\x" is harmless only until its "./" is gone.
  const refused = refusal(name) ?? (components.length === 0 ? undefined : refusal(components.join("/")));
  if (refused !== undefined) {
    return { refused };
  }
  for (const component of components) {
    const why = componentRefusal(component, rules);
    if (why !== undefined) {
      return { refused: why };
    }
  }
  return { components };
}

function refusal(name: string): string | undefined {
  if (name === "") {
    return "has no name";
  }
  if (name.includes("\0") || name.includes("\uFFFD")) {
    return "has a name that is not text";
  }
  if (/^[/\\]/.test(name) || /^[a-z]:[/\\]/i.test(name)) {
    return "has an absolute path";
  }
  if (/(?:^|[/\\])\.\.(?:[/\\]|$)/.test(name)) {
    return 'has ".." in its path';
  }
  return undefined;
}

function componentRefusal(component: string, { isWindows }: NameRules): string | undefined {
  if (component.length * 3 > MAX_COMPONENT_BYTES && Buffer.byteLength(component) > MAX_COMPONENT_BYTES) {
    return `has a name longer than ${MAX_COMPONENT_BYTES} bytes`;
  }
  if (!isWindows) {
    return undefined;
  }
  if (WINDOWS_DEVICE.test(component)) {
    return "has a name that Windows reserves";
  }
  if (WINDOWS_FORBIDDEN.test(component) || /[. ]$/.test(component)) {
    return "has a name that Windows cannot hold";
  }
  return undefined;
}

/**
 * The key under which two paths are one file: as they are, or without case and accents' spelling
 * where file systems commonly ignore those.
 */
export function pathKey(path: string, { isCaseless }: NameRules): string {
  return isCaseless ? path.normalize("NFC").toLowerCase() : path;
}
