export type { ByteStream, FetchLike, FetchResponse } from "./http-response.js";
export {
  createIndexClient,
  type IndexClient,
  type IndexClientOptions,
  type IndexStore,
  type LoadedIndex,
  type LoadOptions,
} from "./index-client.js";
