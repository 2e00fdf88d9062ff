export { type FolderView, folderPage } from "./folder-page.js";
export { handleRequest } from "./handle-request.js";
export { type JobView, jobPage } from "./job-page.js";
export { type JobsPageOptions, jobsPage } from "./jobs-page.js";
export type { PublicFile } from "./public-file.js";
export { type PublicJob, publicJob } from "./public-job.js";
export type { LogExcerpt } from "./read-log.js";
export { type FarmServer, type ServeFarmOptions, serveFarm } from "./serve-farm.js";
export { statusPage } from "./status-page.js";
