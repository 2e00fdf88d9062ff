/** The bytes of a .vsix made of an extension's folder and its manifest. */
export function makeVsix(folder: string, manifest: object): Promise<Uint8Array>;
