import { join } from "node:path";

/** What Node.js throws for a path of a package that its `exports` do not have. */
export function notExported(subpath: string, folder: string, parent: string): Error {
  const manifest = join(folder, "package.json");
  const what =
    subpath === "."
      ? 'No "exports" main defined'
      : `Package subpath '${subpath}' is not defined by "exports"`;
  return failure("ERR_PACKAGE_PATH_NOT_EXPORTED", Error, `${what} in ${manifest} imported from ${parent}`);
}

/** What Node.js throws for a `#name` that the package does not have. */
export function notImported(specifier: string, folder: string | undefined, parent: string): Error {
  const where = folder === undefined ? "" : ` in package ${join(folder, "package.json")}`;
  const message = `Package import specifier "${specifier}" is not defined${where} imported from ${parent}`;
  return failure("ERR_PACKAGE_IMPORT_NOT_DEFINED", TypeError, message);
}

/** As Node's own, the stack begins with the code, and the name does not. */
function failure(code: string, Kind: typeof Error, message: string): Error {
  const error = new Kind(message);
  error.stack = error.stack?.replace(error.name, `${error.name} [${code}]`) ?? "";
  return Object.assign(error, { code });
}
