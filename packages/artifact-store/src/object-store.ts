export { createDirectoryStore } from "./object-store/directory-store.js";
export { createHttpStore, type HttpStoreOptions } from "./object-store/http-store.js";
export { type OpenObjectStoreOptions, openObjectStore } from "./object-store/open-object-store.js";
export type { S3Credentials } from "./object-store/s3-credentials.js";
export { parseS3Url, type S3Location } from "./object-store/s3-endpoint.js";
export { createS3Store, type S3StoreOptions } from "./object-store/s3-store.js";
export type {
  CopyOptions,
  GetOptions,
  ListOptions,
  ObjectInfo,
  ObjectSource,
  ObjectStore,
  PutOptions,
  PutProgress,
  RequestOptions,
  StoredObject,
} from "./object-store/types.js";
