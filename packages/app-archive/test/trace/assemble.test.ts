import { join, parse, relative } from "node:path";
import { expect, it } from "vitest";
import { assemble } from "../../src/trace/assemble.js";
import { project } from "../support/project.js";

it("leaves out what is neither file nor link, and links that lead out", async () => {
  const folder = project({ "a.js": "", "lib/b.js": "", "in.js": "-> lib/b.js", "out.js": "-> /etc/hosts" });
  const at = (name: string): string => join(folder, name);
  const base = parse(folder).root;
  const fileList = new Set(
    ["a.js", "lib", "gone.js", "in.js", "lib/b.js", "out.js"].map((one) => relative(base, at(one))),
  );
  const asked = new Map([[at("a.js"), { why: "entry" as const, by: [] }]]);
  const found = { entry: at("a.js"), base, fileList, reasons: new Map(), warnings: new Set<Error>(), asked };
  const trace = await assemble(found);
  expect(trace.files.map(({ path }) => path)).toEqual(["project/a.js", "project/lib/b.js"]);
  expect(trace.links).toEqual([{ path: "project/in.js", target: "project/lib/b.js" }]);
});
