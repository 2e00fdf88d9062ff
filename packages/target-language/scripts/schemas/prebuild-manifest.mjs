import * as z from "zod/mini";

const say = z.describe;
const printable = (description) => z.string().check(z.regex(/^[\x20-\x7e]{1,512}$/), say(description));
const path = (description) =>
  z.string().check(z.regex(/^(?!\/)(?!.*(?:^|\/)\.{1,2}(?:\/|$))[^\0\\\n\r]{1,1024}$/), say(description));
const sha256 = (description) => z.string().check(z.regex(/^[0-9a-f]{64}$/), say(description));
const version = (description) =>
  z.optional(z.string().check(z.regex(/^\d{1,9}(?:\.\d{1,9}){1,3}$/), say(description)));
const size = (description) => z.int().check(z.nonnegative(), say(description));

const file = z.looseObject({
  path: path("Relative to the folder that the tarball is unpacked to."),
  sizeBytes: size("Its size."),
  sha256: sha256("Of its bytes; of a link, of its text."),
});

const prebuild = z.looseObject({
  file: path("The tarball's path below the host."),
  sizeBytes: size("Its size."),
  sha256: sha256("Of the tarball."),
  target: printable("What the addon is for, as a canonical target: linux-x64-glibc."),
  runtime: printable("node, electron or node-webkit."),
  nodeAbi: z.optional(size("NODE_MODULE_VERSION of the one ABI that it loads in.")),
  nodeApi: z.optional(
    z
      .union([z.int().check(z.nonnegative()), z.literal(true)])
      .check(say("The Node-API level that it needs; true when it does not say which.")),
  ),
  glibcFloor: version("The lowest glibc that it runs with."),
  glibcxxFloor: version("The highest GLIBCXX version that it asks of libstdc++."),
  cxxabiFloor: version("The highest CXXABI version that it asks of libstdc++."),
  addon: path("The addon among the files."),
  files: z.array(file).check(say("What is in the tarball.")),
});

/** `prebuilds.json`, as prebuild-fetch reads it. */
export const prebuildManifestSchema = z
  .looseObject({
    schema: z.literal(1),
    name: printable("Name of the npm package."),
    version: printable("Version of the npm package."),
    coreVersion: printable("Version of the core that named the targets."),
    prebuilds: z.array(prebuild).check(say("One entry a tarball.")),
  })
  .check(say("What the prebuilt binaries of an addon are, and their digests."));
