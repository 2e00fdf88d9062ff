import type { ChannelDefinition, InstallDefinition } from "../src/index.js";

export const SHA256: string = "0123456789abcdef".repeat(4);

export const release: InstallDefinition = {
  kind: "install",
  name: "24.1.0",
  notice: "maintenance",
  messages: ["Hello, 'world' & $HOME"],
  binaries: [
    {
      platform: "linux-x64",
      url: "https://example.org/v24.1.0/node-v24.1.0-linux-x64.tar.gz",
      digest: SHA256,
    },
  ],
  packages: [
    {
      name: "node-v24.1.0",
      source: { url: "https://example.org/node-v24.1.0.tar.gz", digest: SHA256 },
      steps: [],
    },
    {
      name: "tool",
      source: { git: "https://example.org/tool.git", ref: "main" },
      steps: ["autoconf", "standard"],
    },
    { name: "last", source: undefined, steps: ["graal"] },
  ],
};

export const channel: ChannelDefinition = {
  kind: "channel",
  name: "node-rc",
  baseUrl: "https://example.org/rc",
  filter: "src",
  select: "newest",
  label: "candidate",
  steps: ["warn_eol"],
};
