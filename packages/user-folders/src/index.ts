export { cacheFolder, dataFolder, type UserFolders } from "./user-folders.js";
