import { readIcon } from "../pe/icon.js";
import type { Resource } from "../pe/resources.js";
import { type VersionInfo, writeVersionInfo } from "../pe/version-info.js";

/** What Windows shows of the executable. What is not given stays as in the base, which is Node.js's. */
export interface WindowsResources {
  /** The bytes of an .ico file. */
  readonly icon?: Uint8Array;
  readonly version?: VersionInfo;
}

/** A resource with its bytes. */
export type NewResource = Pick<Resource, "type" | "name" | "language"> & { readonly bytes: Uint8Array };

const TYPE_ICON = 3;
const TYPE_ICON_GROUP = 14;
const TYPE_VERSION = 16;
const US_ENGLISH = 0x409;

/** The resources to add, and the types that they replace. */
export function newResources({ icon, version }: WindowsResources): {
  readonly added: readonly NewResource[];
  readonly replacedTypes: ReadonlySet<Resource["type"]>;
} {
  const added: NewResource[] = [];
  const add = (type: number, name: number, bytes: Uint8Array): void => {
    added.push({ type, name, language: US_ENGLISH, bytes });
  };
  if (icon !== undefined) {
    const { group, images } = readIcon(icon);
    for (const [i, image] of images.entries()) add(TYPE_ICON, i + 1, image);
    add(TYPE_ICON_GROUP, 1, group);
  }
  if (version !== undefined) add(TYPE_VERSION, 1, writeVersionInfo(version));
  return { added, replacedTypes: new Set(added.map(({ type }) => type)) };
}
