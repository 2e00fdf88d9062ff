import { expect, it } from "vitest";
import { notExported, notImported } from "../../../src/runtime/modules/resolve-errors.js";

it("notExported() and notImported() are what Node.js throws", () => {
  const error = notExported("./x", "/snapshot/node_modules/pkg", "/snapshot/a.js");
  expect(error).toMatchObject({
    name: "Error",
    code: "ERR_PACKAGE_PATH_NOT_EXPORTED",
    message: `Package subpath './x' is not defined by "exports" in /snapshot/node_modules/pkg/package.json imported from /snapshot/a.js`,
  });
  expect(error.stack).toMatch(/^Error \[ERR_PACKAGE_PATH_NOT_EXPORTED\]: Package subpath/);
  expect(notExported(".", "/p", "/a.js").message).toBe(
    'No "exports" main defined in /p/package.json imported from /a.js',
  );
  expect(notImported("#x", "/p", "/a.js")).toMatchObject({
    name: "TypeError",
    code: "ERR_PACKAGE_IMPORT_NOT_DEFINED",
  });
});
