import { describe, expect, it } from "vitest";
import { reachableDeclarations } from "./declarations.js";
import { entriesOf } from "./entries.js";
import { members } from "./workspace.js";

/** A changed snapshot is a changed API: `vitest run house/public-api -u` writes it, a reviewer reads the diff. */
describe("the public API equals its reviewed snapshot", () => {
  for (const member of members) {
    for (const { specifier, declarations } of entriesOf(member)) {
      it(specifier, async () => {
        const name = specifier.replace("@nodewright/", "").replaceAll("/", ".");
        const text = reachableDeclarations(member.folder, declarations);
        await expect(text).toMatchFileSnapshot(`api/${name}.d.ts.snap`);
      });
    }
  }
});
