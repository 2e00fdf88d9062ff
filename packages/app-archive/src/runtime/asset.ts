/** The name of the asset with the app's archive. */
export const ARCHIVE_ASSET = "nodewright/archive";

/** The name of the asset with the runtime itself, for the threads that the app starts. */
export const RUNTIME_ASSET = "nodewright/runtime";
