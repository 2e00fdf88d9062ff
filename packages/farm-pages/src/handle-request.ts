import type { IncomingMessage, ServerResponse } from "node:http";
import { type Farm, type FarmStatus, farmStatus, legacyStatus, logPath } from "@nodewright/build-farm";
import { JOB_STATES, type JobPage, type JobState, QueueError } from "@nodewright/build-queue";
import { folderPage } from "./folder-page.js";
import { jobPage } from "./job-page.js";
import { jobsPage } from "./jobs-page.js";
import { styleSheet } from "./page.js";
import { findPublic, listPublic, type PublicFolder } from "./public-file.js";
import { publicJob } from "./public-job.js";
import { readLog } from "./read-log.js";
import { send, sendJson, sendPage, sendProblem, setCommonHeaders } from "./respond.js";
import { sendFile } from "./send-file.js";
import { statusPage } from "./status-page.js";

/** A request and its answer. */
interface Exchange {
  readonly farm: Farm;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Decoded. A path that ends with a slash has an empty one at the end. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
}

/** Answers one request for what is public of a farm. Rejects for what is no fault of who asked. */
export async function handleRequest(
  farm: Farm,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  setCommonHeaders(response);
  const { name } = farm.config;
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("allow", "GET, HEAD");
    sendProblem(response, { status: 405, title: "Only GET and HEAD are answered", name });
    return;
  }
  const [path = "", query = ""] = (request.url ?? "").split("?", 2);
  const segments = decodeSegments(path);
  if (segments === undefined) {
    sendProblem(response, { status: 400, title: "The address cannot be read", name });
    return;
  }
  const exchange = { farm, request, response, segments, query: new URLSearchParams(query) };
  if (!(await route(exchange))) sendProblem(response, { status: 404, title: "There is no such page", name });
}

function decodeSegments(path: string): string[] | undefined {
  try {
    return path.split("/").slice(1).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

/** Whether there was anything to answer with. */
async function route(exchange: Exchange): Promise<boolean> {
  const { farm, response, segments } = exchange;
  const [first, second] = segments;
  if (first === "download" || (first === "logs" && second !== "status.json")) return sendPublic(exchange);
  switch (segments.join("/")) {
    case "":
      sendPage(response, statusPage(await farmStatus(farm)));
      return true;
    case "style.css":
      send(response, { type: "text/css", body: styleSheet });
      return true;
    case "status.json":
    case "logs/status.json":
      sendJson(response, legacyStatus(await farmStatus(farm)));
      return true;
    case "api/status":
      sendJson(response, publicStatus(await farmStatus(farm)));
      return true;
  }
  const isApi = first === "api";
  const [kind, id, ...rest] = isApi ? segments.slice(1) : segments;
  if (kind !== "jobs" || rest.length > 0) return false;
  return id === undefined ? sendJobs(exchange, isApi) : sendJob(exchange, id, isApi);
}

function publicStatus(status: FarmStatus): object {
  return { ...status, running: status.running.map(publicJob), waiting: status.waiting.map(publicJob) };
}

async function sendJobs({ farm, response, query }: Exchange, isApi: boolean): Promise<boolean> {
  const word = query.get("state") || undefined;
  const state = JOB_STATES.find((one) => one === word);
  if (state !== word) return false;
  const page = await listJobs(farm, state, query.get("after"));
  if (page === undefined) return false;
  if (isApi) sendJson(response, { jobs: page.jobs.map(publicJob), next: page.next ?? null });
  else sendPage(response, jobsPage(page, { name: farm.config.name, state }));
  return true;
}

/** Undefined for a page that no list has. */
async function listJobs(
  { queue }: Farm,
  state: JobState | undefined,
  after: string | null,
): Promise<JobPage | undefined> {
  const filter = { ...(state === undefined ? {} : { states: [state] }), ...(after ? { after } : {}) };
  try {
    return await queue.list({ ...filter, limit: 100 });
  } catch (error) {
    if (error instanceof QueueError && error.code === "ERR_QUEUE_REQUEST") return undefined;
    throw error;
  }
}

async function sendJob({ farm, response }: Exchange, id: string, isApi: boolean): Promise<boolean> {
  const job = /^\d{1,15}$/.test(id) ? await farm.queue.get(Number(id)) : undefined;
  if (job === undefined) return false;
  if (isApi) {
    sendJson(response, publicJob(job));
    return true;
  }
  const seekError = Object.keys(job.failures).length > 0 || job.state === "failed";
  const [history, log] = await Promise.all([
    farm.queue.history(job.id),
    readLog(farm.pathOf(logPath(job)), { seekError }),
  ]);
  sendPage(response, jobPage({ name: farm.config.name, job, history, log }));
  return true;
}

/** A file below `download/` or `logs/`, or what is in a folder there. */
async function sendPublic({ farm, request, response, segments }: Exchange): Promise<boolean> {
  const isFolder = segments.at(-1) === "";
  const [first = "", ...names] = isFolder ? segments.slice(0, -1) : segments;
  // Channels and versions are links into `tree/`, so that they change in one step.
  const linked = first === "download" ? [farm.pathOf("tree")] : [];
  const place: PublicFolder = { folder: farm.pathOf(first), linked };
  const found = await findPublic(place, names);
  if (found === undefined || (isFolder && !found.stats.isDirectory())) return false;
  const path = `/${[first, ...names].map(encodeURIComponent).join("/")}/`;
  if (!found.stats.isDirectory()) await sendFile(request, response, found);
  else if (!isFolder) response.writeHead(308, { location: path }).end();
  else {
    const view = { name: farm.config.name, path: decodeURIComponent(path) };
    sendPage(response, folderPage({ ...view, files: await listPublic(place, names) }));
  }
  return true;
}
