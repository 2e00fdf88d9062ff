import type { PrebuildErrorCode } from "../../src/errors.js";
import { type AddonOptions, planPrebuild } from "../../src/index.js";
import { addonManifest, linuxHost } from "../support/addon.js";
import type { BadInput } from "./bad-input.js";

type Binary = Readonly<Record<string, unknown>>;
type Row = readonly [
  title: string,
  manifest: unknown,
  code: PrebuildErrorCode,
  says: string,
  hint: string,
  options?: AddonOptions,
];

const whole = addonManifest();
const binary = (fields: Binary): unknown => ({ ...whole, binary: { ...whole.binary, ...fields } });
const CORRECT = "correct the `binary` object of package.json";
const LIST =
  "my-addon package.json is not node-pre-gyp ready:\npackage.json must declare these properties: \n";

const rows: readonly Row[] = [
  [
    "package.json: no object",
    null,
    "ERR_PREBUILD_INCOMPLETE",
    "main\nversion\nname\nbinary",
    "`binary` object",
  ],
  ["package.json: a list", [], "ERR_PREBUILD_INCOMPLETE", "main\nversion\nname\nbinary", "`binary` object"],
  ["no main", { ...whole, main: undefined }, "ERR_PREBUILD_INCOMPLETE", `${LIST}main`, "`binary` object"],
  [
    "no binary",
    { ...whole, binary: undefined },
    "ERR_PREBUILD_INCOMPLETE",
    `${LIST}binary`,
    "`binary` object",
  ],
  [
    "an empty binary",
    { ...whole, binary: {} },
    "ERR_PREBUILD_INCOMPLETE",
    `${LIST}binary.module_name\nbinary.module_path\nbinary.host`,
    "`binary` object",
  ],
  [
    "an empty module_name",
    binary({ module_name: "" }),
    "ERR_PREBUILD_INCOMPLETE",
    `${LIST}binary.module_name`,
    "`binary` object",
  ],
  [
    "a host that is no text",
    binary({ host: 5 }),
    "ERR_PREBUILD_INCOMPLETE",
    `${LIST}binary.host`,
    "`binary` object",
  ],
  [
    "a version that is none",
    { ...whole, version: "one" },
    "ERR_PREBUILD_CONFIG",
    'my-addon package.json has no valid version: "one" is not major.minor.patch',
    "give package.json a version that npm accepts",
  ],
  [
    "a version that is a number",
    { ...whole, version: 1 },
    "ERR_PREBUILD_CONFIG",
    "my-addon package.json has no valid version: 1 is not major.minor.patch",
    "give package.json a version that npm accepts",
  ],
  [
    "a host over http",
    binary({ host: "http://addons.example" }),
    "ERR_PREBUILD_HOST",
    "'host' protocol (http:) is invalid - only 'https:' is accepted",
    "publish over https; a mirror that a user names may be http",
  ],
  [
    "a remote_path that is no text",
    binary({ remote_path: 5 }),
    "ERR_PREBUILD_CONFIG",
    "binary.remote_path must be a string, not 5",
    CORRECT,
  ],
  [
    "a package_name that is a list",
    binary({ package_name: ["a"] }),
    "ERR_PREBUILD_CONFIG",
    'binary.package_name must be a string, not ["a"]',
    CORRECT,
  ],
  [
    "a bucket that is an object",
    binary({ bucket: {} }),
    "ERR_PREBUILD_CONFIG",
    "binary.bucket must be a string, not {}",
    CORRECT,
  ],
  [
    "a keyring that is true",
    binary({ keyring: true }),
    "ERR_PREBUILD_CONFIG",
    "binary.keyring must be a string, not true",
    CORRECT,
  ],
  [
    "a demand of integrity that is none",
    binary({ requireIntegrity: "yes" }),
    "ERR_PREBUILD_CONFIG",
    'binary.requireIntegrity must be true, false or "signed", not "yes"',
    CORRECT,
  ],
  [
    "levels of Node-API that are no list",
    binary({ napi_versions: 3 }),
    "ERR_PREBUILD_CONFIG",
    "binary.napi_versions must be an array, not 3",
    CORRECT,
  ],
  [
    "a level of zero",
    binary({ napi_versions: [0] }),
    "ERR_PREBUILD_CONFIG",
    "All values specified in napi_versions must be positive integers.",
    CORRECT,
  ],
  [
    "levels that no name tells apart",
    binary({ napi_versions: [3] }),
    "ERR_PREBUILD_CONFIG",
    "When napi_versions is specified; module_path and either remote_path or package_name must contain the substitution string '{napi_build_version}`.",
    CORRECT,
  ],
  [
    "a name with a level, and no levels",
    binary({ package_name: "{napi_build_version}.tar.gz" }),
    "ERR_PREBUILD_CONFIG",
    "When the substitution string '{napi_build_version}` is specified in module_path, remote_path, or package_name; napi_versions must also be specified.",
    CORRECT,
  ],
  [
    "levels that the runtime has not",
    binary({
      napi_versions: [99],
      module_path: "./{napi_build_version}",
      package_name: "{napi_build_version}.tar.gz",
    }),
    "ERR_PREBUILD_NODE_API",
    "The Node-API version of this Node instance is 10. This module supports Node-API version(s) 99. This Node instance cannot run this module.",
    "use a newer Node.js",
  ],
  [
    "a name within itself",
    binary({ module_name: "x{module_name}" }),
    "ERR_PREBUILD_TEMPLATE",
    'cannot fill in "{module_name}-v{version}-{node_abi}-{platform}-{arch}.tar.gz": a variable\'s value contains the variable again',
    "name, version and the other values of package.json must not contain {variables}",
  ],
  [
    "an unknown runtime",
    whole,
    "ERR_PREBUILD_RUNTIME",
    "Unknown Runtime: 'deno'",
    "use one of node, electron, node-webkit",
    { runtime: "deno" },
  ],
  [
    "a target that is no version",
    whole,
    "ERR_PREBUILD_TARGET",
    "Unknown target version: latest",
    "give a full version such as --target=24.11.0",
    { target: "latest" },
  ],
  [
    "a target of two parts",
    whole,
    "ERR_PREBUILD_TARGET",
    "Unknown target version: 22.1",
    "give a full version such as --target=24.11.0",
    { target: "22.1" },
  ],
  [
    "a target that nobody released",
    whole,
    "ERR_PREBUILD_TARGET",
    "Unsupported target version: 999.0.0",
    "Node.js 999.0.0 is in no line that is known here; an index row that states its modules would tell.",
    { target: "999.0.0" },
  ],
];

export const configs: readonly BadInput[] = rows.map(([title, manifest, code, says, hint, options]) => ({
  ...{ title, code, says, hint },
  attempt: async (root) => planPrebuild({ manifest, root, options, host: linuxHost(), env: {} }),
}));
