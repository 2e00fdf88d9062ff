/** The name of the asset with the app's archive. */
export const ARCHIVE_ASSET = "nodewright/archive";
