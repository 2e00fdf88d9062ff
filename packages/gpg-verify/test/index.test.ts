import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { keyringToJson } from "../src/index.js";
import { clearsign, forgeKey } from "./support/forge.js";
import { keyringOf, LIST } from "./support/lists.js";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What a process loads from node_modules when it runs this code with the built package. */
function loadedBy(code: string): readonly string[] {
  const program = `
    import { registerHooks } from "node:module";
    const loaded = new Set();
    registerHooks({
      resolve(specifier, context, next) {
        const found = next(specifier, context);
        if (found.url.includes("node_modules")) loaded.add(specifier);
        return found;
      },
    });
    const gpg = await import("@nodewright/gpg-verify");
    ${code}
    console.log(JSON.stringify([...loaded]));
  `;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

test("importing the package loads no dependency, and neither does checking a signature", () => {
  const key = forgeKey("rsa2048");
  const input = JSON.stringify({ clearsigned: clearsign(LIST, key) });
  const table = JSON.stringify(keyringToJson(keyringOf(key)));
  const verify = `
    const { verdict } = await gpg.verifyShasums(${input}, { keyring: gpg.keyringFromJson(${table}) });
    if (verdict !== "valid") throw new Error(verdict);
  `;
  expect(loadedBy("")).toEqual([]);
  expect(loadedBy(verify)).toEqual([]);
});

test("signing loads openpgp", () => {
  expect(loadedBy('await gpg.generateSigningKey({ name: "a", email: "a@example.org" })')).toContain(
    "openpgp",
  );
});
