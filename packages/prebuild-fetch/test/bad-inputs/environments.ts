import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createHttpClient, type HttpClientOptions } from "@nodewright/artifact-store";
import { onTestFinished } from "vitest";
import { chooseBinaryHost, clientOptions, readOptions, readSigningKey } from "../../src/index.js";
import type { InstallOptions, InstallPlan } from "../../src/install/types.js";
import { withLegacySettings } from "../../src/publish/legacy-settings.js";
import { install, installPlan, TARBALL, testClient } from "../support/install.js";
import { prebuildManifest } from "../support/manifest.js";
import { realAddon } from "../support/real-addons.js";
import { serve } from "../support/serve.js";
import { addonTarball } from "../support/tarball.js";
import { temporaryDirectory } from "../support/temporary-directory.js";
import type { BadInput } from "./bad-input.js";

const path = `/v1.2.3/${TARBALL}`;
const good = await addonTarball(realAddon("linux-x64-glibc"));

/** An install of a sound addon, in surroundings that keep it from being one. */
async function installIn(
  root: string,
  {
    fields,
    options,
    network,
    files = {},
  }: {
    readonly fields?: Partial<InstallPlan>;
    readonly options?: Partial<InstallOptions>;
    readonly network?: HttpClientOptions;
    /** More that the host has. */
    readonly files?: Readonly<Record<string, string>>;
  },
): Promise<never> {
  const { url } = await serve({ [path]: good, ...files });
  const client = testClient({ retries: 0, ...network });
  throw (await install(installPlan(root, url, fields), { client, ...options })).error;
}

const fileWith = (text: string): string => {
  const file = join(temporaryDirectory(), "file");
  writeFileSync(file, text);
  return file;
};

type Row = readonly [title: string, code: BadInput["code"], says: string, hint: string, BadInput["attempt"]];

const rows: readonly Row[] = [
  [
    "a word for s3_host that names none",
    "ERR_PREBUILD_HOST",
    "invalid s3_host stagin",
    "use --s3_host=staging or --s3_host=production",
    async () =>
      chooseBinaryHost(
        { staging_host: "https://a.example", production_host: "https://b.example" },
        { command: "install", s3Host: undefined, env: { node_pre_gyp_s3_host: "stagin" } },
      ),
  ],
  [
    "a mistyped demand of integrity",
    "ERR_PREBUILD_CONFIG",
    "Cannot obey --require-integrity=singed: it is no demand",
    "use --require-integrity, or --require-integrity=signed",
    async () => readOptions({}, { npm_config_require_integrity: "singed" }, "my-addon"),
  ],
  [
    "a signing key that is not there",
    "ERR_PREBUILD_SIGNATURE",
    "Cannot read the signing key /nowhere/none.asc: ENOENT: no such file or directory, open '/nowhere/none.asc'",
    "Name a file with a private OpenPGP key: `gpg --armor --export-secret-keys` writes one.",
    () => readSigningKey({ env: { NODEWRIGHT_SIGNING_KEY: "none.asc" }, cwd: "/nowhere" }),
  ],
  [
    "settings of 0.x that are no JSON",
    "ERR_PREBUILD_CONFIG",
    "it is not JSON",
    "correct it, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in its place",
    () => withLegacySettings({ node_pre_gyp_config: fileWith("{ accessKeyId") }, { root: "/" }),
  ],
  [
    "a proxy that is no address",
    "ERR_PREBUILD_FETCH",
    "Cannot use the proxy http://a b c of HTTP_PROXY: it is no proxy URL",
    "Set HTTP_PROXY to a URL like http://proxy.example:3128, or unset it.",
    (root) => installIn(root, { network: { env: { http_proxy: "http://a b c" } } }),
  ],
  [
    "a proxy that is not there",
    "ERR_PREBUILD_FETCH",
    "the server refused the connection",
    "Check the network connection and try again.",
    (root) => installIn(root, { network: { env: { http_proxy: "http://127.0.0.1:1" } } }),
  ],
  [
    "a host that nobody knows",
    "ERR_PREBUILD_FETCH",
    "Cannot fetch https://no-such-host.invalid/a.tar.gz: the host name is not known",
    "Check the host name, the DNS settings and the proxy variables.",
    (root) => installIn(root, { fields: { hostedTarball: "https://no-such-host.invalid/a.tar.gz" } }),
  ],
  [
    "a mirror that is no address",
    "ERR_PREBUILD_FETCH",
    "Cannot fetch not-an-address/a.tar.gz: it is no http or https address",
    "Give an address that begins with https://.",
    (root) => installIn(root, { fields: { hostedTarball: "not-an-address/a.tar.gz" } }),
  ],
  [
    "a mirror by a protocol that nobody speaks",
    "ERR_PREBUILD_FETCH",
    "Cannot fetch ftp://a.example/a.tar.gz: it is no http or https address",
    "Give an address that begins with https://.",
    (root) => installIn(root, { fields: { hostedTarball: "ftp://a.example/a.tar.gz" } }),
  ],
  [
    "a folder for a mirror that is not there",
    "ERR_PREBUILD_NOT_FOUND",
    "Cannot find file /nowhere/a.tar.gz",
    "Check the mirror's path.",
    (root) => installIn(root, { fields: { hostedTarball: "file:///nowhere/a.tar.gz" } }),
  ],
  [
    "a CA file that is not there",
    "ERR_PREBUILD_CONFIG",
    "Cannot read the CA certificates of /nowhere/ca.pem: no such file or directory",
    "Check the path.",
    async (root) => {
      const client = createHttpClient(clientOptions({ caFile: "/nowhere/ca.pem" }, {}));
      onTestFinished(() => client.close());
      return installIn(root, { options: { client } });
    },
  ],
  [
    "a file in the place of a folder",
    "ERR_PREBUILD_WRITE",
    "it exists already",
    "Remove it, or choose another place.",
    (root) => {
      const modulePath = join(fileWith(""), "binding");
      return installIn(root, { fields: { modulePath, addonFile: join(modulePath, "my_addon.node") } });
    },
  ],
  [
    "a keyring that is not there",
    "ERR_PREBUILD_SIGNATURE",
    "Cannot read the keyring /nowhere/keys.asc: ENOENT: no such file or directory, open '/nowhere/keys.asc'",
    "Name a file of armored public keys: --keyring, or package.json's `binary.keyring`.",
    (root) =>
      installIn(root, {
        fields: { keyringFile: "/nowhere/keys.asc" },
        files: { [`${path}.json`]: JSON.stringify(prebuildManifest()) },
      }),
  ],
  [
    "a keyring without a key",
    "ERR_PREBUILD_SIGNATURE",
    "The input holds no PGP public key block",
    "Name a file of armored public keys: --keyring, or package.json's `binary.keyring`.",
    (root) =>
      installIn(root, {
        fields: { keyringFile: fileWith("no key") },
        files: { [`${path}.json`]: JSON.stringify(prebuildManifest()) },
      }),
  ],
  [
    "nothing that vouches, where something must",
    "ERR_PREBUILD_UNVERIFIED",
    "no manifest names it",
    "Its author can ship one: `nodewright prebuild manifest` writes it.",
    (root) => installIn(root, { options: { requireIntegrity: true } }),
  ],
  [
    "no key, where a signature is asked for",
    "ERR_PREBUILD_SIGNATURE",
    "Cannot check signatures: there is no keyring",
    "Name a file of armored public keys: --keyring, or package.json's `binary.keyring`.",
    (root) =>
      installIn(root, {
        options: { requireIntegrity: "signed" },
        files: { [`${path}.json`]: JSON.stringify(prebuildManifest()) },
      }),
  ],
  [
    "a manifest of other bytes",
    "ERR_PREBUILD_INTEGRITY",
    "it has 55896 bytes where 1 are expected",
    "The file is damaged or was replaced: build from source, and tell the package's author.",
    (root) => installIn(root, { files: { [`${path}.json`]: JSON.stringify(prebuildManifest()) } }),
  ],
  [
    "a manifest of another version",
    "ERR_PREBUILD_INTEGRITY",
    "it is of my-addon@9.9.9, not of my-addon@1.2.3",
    "The author published the files of another release: build from source, and tell them.",
    (root) =>
      installIn(root, {
        files: { [`${path}.json`]: JSON.stringify(prebuildManifest({ version: "9.9.9" })) },
      }),
  ],
  [
    "a manifest that is a page",
    "ERR_PREBUILD_MANIFEST",
    "it is a web page",
    "Write it anew with `nodewright prebuild manifest`; a damaged one vouches for nothing.",
    (root) => installIn(root, { files: { [`${path}.json`]: "<html>" } }),
  ],
  [
    "a system with an old glibc",
    "ERR_PREBUILD_INCOMPATIBLE",
    "it is a linux-x64 glibc Node-API addon (needs glibc 2.28), and the lowest glibc for it is 2.28, not 2.4 or lower",
    "This system is older than the one it was built on: build from source, or ask for a build for older systems.",
    (root) => installIn(root, { options: { libraries: { glibcVersion: "2.4" } } }),
  ],
  [
    "a system with an old libstdc++",
    "ERR_PREBUILD_INCOMPATIBLE",
    "it is a linux-x64 glibc Node-API addon (needs glibc 2.28), and the lowest GLIBCXX of libstdc++ for it is 3.4.21, not 3.4.8 or lower",
    "This system is older than the one it was built on: build from source, or ask for a build for older systems.",
    (root) => installIn(root, { options: { libraries: { glibcxxVersion: "3.4.8" } } }),
  ],
  [
    "a system with an old C++ ABI",
    "ERR_PREBUILD_INCOMPATIBLE",
    "it is a linux-x64 glibc Node-API addon (needs glibc 2.28), and the lowest CXXABI of libstdc++ for it is 1.3.9, not 1.2 or lower",
    "This system is older than the one it was built on: build from source, or ask for a build for older systems.",
    (root) => installIn(root, { options: { libraries: { cxxabiVersion: "1.2" } } }),
  ],
  [
    "a caller that calls it off",
    "ERR_PREBUILD_ABORTED",
    ": called off",
    "",
    (root) => installIn(root, { options: { signal: AbortSignal.abort() } }),
  ],
];

export const environments: readonly BadInput[] = rows.map(([title, code, says, hint, attempt]) => ({
  ...{ title, code, says, hint, attempt },
}));
