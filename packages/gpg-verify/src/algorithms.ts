/** OpenPGP's public-key algorithms that can sign (RFC 9580 §9.1). */
export const keyAlgorithm = {
  rsa: 1,
  rsaSignOnly: 3,
  dsa: 17,
  ecdsa: 19,
  eddsaLegacy: 22,
  ed25519: 27,
  ed448: 28,
} as const;

/** Curves by the object identifier that a key names (RFC 9580 §9.2), in hex. */
export interface Curve {
  readonly name: "ed25519" | "nistp256" | "nistp384" | "nistp521";
  /** The curve's name in a JSON Web Key. */
  readonly jwk: "Ed25519" | "P-256" | "P-384" | "P-521";
  readonly coordinateBytes: number;
}

const CURVES: ReadonlyMap<string, Curve> = new Map([
  ["2b06010401da470f01", { name: "ed25519", jwk: "Ed25519", coordinateBytes: 32 }],
  ["2a8648ce3d030107", { name: "nistp256", jwk: "P-256", coordinateBytes: 32 }],
  ["2b81040022", { name: "nistp384", jwk: "P-384", coordinateBytes: 48 }],
  ["2b81040023", { name: "nistp521", jwk: "P-521", coordinateBytes: 66 }],
]);

export function curveByOid(oidHex: string): Curve | undefined {
  return CURVES.get(oidHex);
}
