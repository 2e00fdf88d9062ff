import { tryParseVersion } from "../node-version.js";
import { NEWEST, NEWEST_LTS, readPartial, readRange, refuse } from "../read-words.js";
import type { SpecMeaning } from "../spec.js";

/** mise's own list of aliases, which ends here. */
const CODENAME = /^lts[/-](argon|boron|carbon|dubnium|erbium|fermium|gallium|hydrogen|iron|jod|krypton)$/;

const HINT = "Use a version, its beginning (22), latest, lts or lts-<codename>.";

/** What `mise use node@<spec>` installs. */
export function readMise(spec: string): SpecMeaning {
  if (spec === "latest") return NEWEST;
  // `lts/*` stands so in .nvmrc and .node-version, where mise rewrites it.
  if (spec === "lts" || spec === "lts/*") return NEWEST_LTS;
  const [, codename] = CODENAME.exec(spec) ?? [];
  if (codename !== undefined) return { kind: "codename", codename };
  const text = spec.replace(/^prefix:/, "").replace(/^[vV]/, "");
  const version = tryParseVersion(text);
  if (version) return { kind: "version", version };
  const partial = readPartial(text);
  if (partial) return { kind: "prefix", ...partial };
  throw refuse("mise", spec, whyNot(spec), HINT);
}

function whyNot(spec: string): string {
  if (spec === "system") return "it is the Node.js outside mise, not a release";
  if (/^(?:ref|tag|branch|rev|path|sub-[^:]*):/.test(spec))
    return "it names a source, a path or a sum, not a release";
  if (/^lts[/-]/.test(spec)) return "it is not in mise's list of LTS names, which are written in lower case";
  if (spec !== "" && readRange(spec)) return "mise supports ranges only in package.json";
  return "no version begins with it";
}
