import { json } from "@codemirror/lang-json";
import { yaml } from "@codemirror/lang-yaml";
import type { Extension } from "@codemirror/state";

/** A file to try the editor on. */
export interface Sample {
  /** Its path says what it is. */
  readonly path: string;
  readonly text: string;
  readonly syntax: Extension;
}

const manifest = {
  name: "app",
  engines: { node: ">=18" },
  pkg: { targets: ["node18-linux-amd64", "node24-alpine-x64", "node24-linux-x64", "node24-x64-linux"] },
  os: ["windows", "linux"],
  volta: { node: "22" },
};

const workflow = `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        node: [18, 20.10, 24, lts]
    steps:
      - uses: actions/setup-node@v6
        with:
          node-version: \${{ matrix.node }}
          architecture: amd64
`;

export const samples: readonly Sample[] = [
  { path: "package.json", text: `${JSON.stringify(manifest, null, 2)}\n`, syntax: json() },
  { path: ".github/workflows/test.yml", text: workflow, syntax: yaml() },
  { path: ".nvmrc", text: "lts/kryton\n", syntax: [] },
  { path: ".tool-versions", text: "nodejs 18.20.4\n", syntax: [] },
  { path: "Dockerfile", text: "FROM node:18-alpin AS build\nRUN npm ci\n", syntax: [] },
];
