export { defaultRoot, defaultStoreRoot, installFolder } from "./install-root.js";
export { installedVersions } from "./installed-versions.js";
