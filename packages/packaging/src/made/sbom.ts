import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TracedFile } from "@nodewright/app-archive/trace";
import { tracedPackages } from "../addons/traced-packages.js";
import type { TracedPackage } from "../addons/types.js";
import type { BaseBinary } from "../base/base-binary.js";
import type { AppName } from "./provenance.js";

/** A component of CycloneDX 1.6, as far as it is used here. */
interface Component {
  readonly type: "application" | "library" | "platform";
  readonly "bom-ref": string;
  readonly name: string;
  readonly version?: string;
  readonly purl?: string;
  readonly licenses?: readonly { readonly license: { readonly name: string } }[];
  readonly hashes?: readonly { readonly alg: "SHA-256"; readonly content: string }[];
}

export interface Sbom {
  readonly bomFormat: "CycloneDX";
  readonly specVersion: "1.6";
  readonly serialNumber: string;
  readonly version: 1;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
}

/**
 * The bill of materials of an executable: the Node.js that it is, and each package that files of it come from. The
 * same files give the same bill; its serial number is made of what is in it.
 */
export function makeSbom(app: AppName, base: BaseBinary, files: readonly TracedFile[]): Sbom {
  const packages = tracedPackages(files).map(toComponent).sort(byRef);
  const components = [
    platformOf(base),
    ...packages.filter(({ "bom-ref": ref }, i) => ref !== packages[i - 1]?.["bom-ref"]),
  ];
  const component: Component = {
    type: "application",
    "bom-ref": "app",
    name: app.name,
    ...(app.version === undefined ? {} : { version: app.version }),
  };
  const digest = createHash("sha256")
    .update(JSON.stringify([component, components]))
    .digest("hex");
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: `urn:uuid:${toUuid(digest)}`,
    version: 1,
    metadata: { component },
    components,
  };
}

function platformOf({ version, analysis }: BaseBinary): Component {
  const plain = version.replace(/^v/, "");
  return {
    type: "platform",
    "bom-ref": "node",
    name: "node",
    version: plain,
    purl: `pkg:generic/node@${plain}`,
    hashes: [{ alg: "SHA-256", content: analysis.sha256 }],
  };
}

function toComponent({ name, version, folder }: TracedPackage): Component {
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  const license = licenseOf(folder);
  return {
    type: "library",
    "bom-ref": purl,
    name,
    version,
    purl,
    ...(license === undefined ? {} : { licenses: [{ license: { name: license } }] }),
  };
}

function licenseOf(folder: string): string | undefined {
  const { license } = Object(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  const text: unknown = typeof license === "object" ? license?.type : license;
  return typeof text === "string" ? text : undefined;
}

function byRef(a: Component, b: Component): number {
  return a["bom-ref"] < b["bom-ref"] ? -1 : 1;
}

/** A name-based UUID (RFC 9562, version 8) of a digest. */
function toUuid(hex: string): string {
  const [a, b, c, d, e] = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(13, 16),
    hex.slice(17, 20),
    hex.slice(20, 32),
  ];
  return `${a}-${b}-8${c}-8${d}-${e}`;
}
