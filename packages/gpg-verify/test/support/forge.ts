import { createHash, generateKeyPairSync, type KeyObject, sign as signDigest } from "node:crypto";
import { crc24 } from "../../src/armor.js";

/**
 * An OpenPGP writer that obeys: it makes keys and signatures as no honest tool would, so that each
 * rule of the reader has an input that breaks just this rule. Knows nothing of the reader's code but
 * the armor's checksum.
 */

export type KeyKind =
  | "ed25519"
  | "ed25519-new"
  | "ed448"
  | "p256"
  | "p521"
  | "rsa2048"
  | "rsa1024"
  | "dsa1024"
  | "x25519";

export interface ForgedKey {
  readonly kind: KeyKind;
  readonly privateKey: KeyObject;
  readonly algorithm: number;
  readonly createdAt: number;
  readonly body: Buffer;
  readonly fingerprint: string;
  readonly keyId: string;
}

/** 2024-01-01, when forged keys are made, and a day later, when they sign. */
export const KEY_MADE: number = Date.UTC(2024, 0, 1) / 1000;
export const SIGNED: number = KEY_MADE + 86_400;
/** A clock for verdicts on what was forged. */
export const NOW: Date = new Date(Date.UTC(2024, 5, 1));

const ALGORITHMS: Record<KeyKind, number> = {
  ed25519: 22,
  "ed25519-new": 27,
  ed448: 28,
  p256: 19,
  p521: 19,
  rsa2048: 1,
  rsa1024: 1,
  dsa1024: 17,
  x25519: 25,
};

export function forgeKey(kind: KeyKind = "ed25519", createdAt: number = KEY_MADE): ForgedKey {
  const { privateKey, material } = makeMaterial(kind);
  const algorithm = ALGORITHMS[kind];
  const body = Buffer.concat([Buffer.from([4]), uint32(createdAt), Buffer.from([algorithm]), material]);
  const fingerprint = createHash("sha1").update(hashedKey(body)).digest("hex").toUpperCase();
  return { kind, privateKey, algorithm, createdAt, body, fingerprint, keyId: fingerprint.slice(-16) };
}

function makeMaterial(kind: KeyKind): { readonly privateKey: KeyObject; readonly material: Buffer } {
  switch (kind) {
    case "ed25519":
    case "ed25519-new":
    case "ed448":
    case "x25519": {
      const { privateKey } = makeEdwards(kind);
      const point = field(privateKey, "x");
      if (kind !== "ed25519") return { privateKey, material: point };
      const oid = Buffer.from("092b06010401da470f01", "hex");
      return { privateKey, material: Buffer.concat([oid, mpi(Buffer.concat([Buffer.from([0x40]), point]))]) };
    }
    case "p256":
    case "p521": {
      const { privateKey } = generateKeyPairSync("ec", { namedCurve: kind === "p256" ? "P-256" : "P-521" });
      const oid = Buffer.from(kind === "p256" ? "082a8648ce3d030107" : "052b81040023", "hex");
      const point = Buffer.concat([Buffer.from([4]), field(privateKey, "x"), field(privateKey, "y")]);
      return { privateKey, material: Buffer.concat([oid, mpi(point)]) };
    }
    case "rsa2048":
    case "rsa1024": {
      const { privateKey } = generateKeyPairSync("rsa", { modulusLength: kind === "rsa2048" ? 2048 : 1024 });
      return {
        privateKey,
        material: Buffer.concat([mpi(field(privateKey, "n")), mpi(field(privateKey, "e"))]),
      };
    }
    case "dsa1024": {
      const { privateKey, publicKey } = generateKeyPairSync("dsa", {
        modulusLength: 1024,
        divisorLength: 160,
      });
      const numbers = derIntegers(publicKey.export({ format: "der", type: "spki" }));
      return { privateKey, material: Buffer.concat(numbers.map(mpi)) };
    }
  }
}

function makeEdwards(kind: "ed25519" | "ed25519-new" | "ed448" | "x25519"): {
  readonly privateKey: KeyObject;
} {
  if (kind === "ed448") return generateKeyPairSync("ed448");
  return kind === "x25519" ? generateKeyPairSync("x25519") : generateKeyPairSync("ed25519");
}

export interface SubpacketSpec {
  readonly type: number;
  readonly data: Uint8Array;
  readonly critical?: boolean;
}

export interface SignatureOptions {
  readonly type?: number;
  readonly hash?: string;
  readonly createdAt?: number;
  /** Instead of the creation time and issuer fingerprint. */
  readonly hashed?: readonly SubpacketSpec[];
  /** Beside the creation time and issuer fingerprint. */
  readonly extra?: readonly SubpacketSpec[];
  /** Instead of the issuer key id. */
  readonly unhashed?: readonly SubpacketSpec[];
  readonly version?: number;
  /** The algorithm that the packet states, where it lies. */
  readonly statedAlgorithm?: number;
}

const HASH_IDS: Record<string, number> = {
  md5: 1,
  sha1: 2,
  ripemd160: 3,
  sha256: 8,
  sha384: 9,
  sha512: 10,
  sha224: 11,
};

/** The body of a signature packet over the content. */
export function forgeSignature(key: ForgedKey, content: Uint8Array, options: SignatureOptions = {}): Buffer {
  const {
    type = 0x00,
    hash = "sha256",
    createdAt = SIGNED,
    version = 4,
    statedAlgorithm = key.algorithm,
  } = options;
  const hashed = subpackets(
    options.hashed ?? [created(createdAt), issuerFingerprint(key), ...(options.extra ?? [])],
  );
  const unhashed = subpackets(options.unhashed ?? [issuerKeyId(key)]);
  const head = Buffer.concat([
    Buffer.from([version, type, statedAlgorithm, HASH_IDS[hash] ?? 0]),
    uint16(hashed.length),
    hashed,
  ]);
  const data = Buffer.concat([content, head, Buffer.from([version, 0xff]), uint32(head.length)]);
  const digest = createHash(hash).update(data).digest();
  return Buffer.concat([
    head,
    uint16(unhashed.length),
    unhashed,
    digest.subarray(0, 2),
    signValues(key, hash, data, digest),
  ]);
}

function signValues(key: ForgedKey, hash: string, data: Buffer, digest: Buffer): Buffer {
  switch (key.kind) {
    case "ed25519": {
      const value = signDigest(null, digest, key.privateKey);
      return Buffer.concat([mpi(value.subarray(0, 32)), mpi(value.subarray(32))]);
    }
    case "ed25519-new":
    case "ed448":
      return signDigest(null, digest, key.privateKey);
    case "rsa2048":
    case "rsa1024":
      return mpi(signDigest(hash, data, key.privateKey));
    default: {
      const value = signDigest(hash, data, { key: key.privateKey, dsaEncoding: "ieee-p1363" });
      return Buffer.concat([mpi(value.subarray(0, value.length / 2)), mpi(value.subarray(value.length / 2))]);
    }
  }
}

export interface SubkeySpec {
  readonly key: ForgedKey;
  readonly flags?: number;
  /** Default: the subkey's own back-signature. */
  readonly back?: Buffer | "none";
  readonly lifetime?: number;
  readonly revokedFor?: number;
  /** Who binds it. Default: the primary key. */
  readonly boundBy?: ForgedKey;
}

export interface CertificateOptions {
  readonly userIds?: readonly string[];
  readonly revokedUserIds?: readonly string[];
  readonly flags?: number;
  readonly lifetime?: number;
  /** Reason code of a key revocation. */
  readonly revokedFor?: number;
  readonly revokedAt?: number;
  readonly subkeys?: readonly SubkeySpec[];
  readonly selfSignature?: SignatureOptions;
}

/** The packets of a public key with its self-signatures. */
export function forgeCertificate(key: ForgedKey, options: CertificateOptions = {}): Buffer {
  const { userIds = ["Forged <forged@example.org>"], flags = 0x03, selfSignature } = options;
  const parts = [packet(6, key.body)];
  if (options.revokedFor !== undefined) {
    const revocation = {
      type: 0x20,
      createdAt: options.revokedAt ?? SIGNED,
      extra: [reason(options.revokedFor)],
    };
    parts.push(packet(2, forgeSignature(key, hashedKey(key.body), revocation)));
  }
  for (const [index, userId] of userIds.entries()) {
    const content = Buffer.concat([hashedKey(key.body), hashedUserId(userId)]);
    const certification = {
      type: 0x13,
      createdAt: KEY_MADE + index,
      extra: [keyFlags(flags), ...lifetimeOf(options.lifetime)],
    };
    parts.push(
      packet(13, Buffer.from(userId)),
      packet(2, forgeSignature(key, content, { ...certification, ...selfSignature })),
    );
    if (options.revokedUserIds?.includes(userId))
      parts.push(packet(2, forgeSignature(key, content, { type: 0x30 })));
  }
  return Buffer.concat([...parts, ...(options.subkeys ?? []).map((subkey) => forgeSubkey(key, subkey))]);
}

function forgeSubkey(primary: ForgedKey, spec: SubkeySpec): Buffer {
  const { key, flags = 0x02, boundBy = primary } = spec;
  const content = Buffer.concat([hashedKey(primary.body), hashedKey(key.body)]);
  const back = spec.back ?? (key.kind === "x25519" ? "none" : forgeSignature(key, content, { type: 0x19 }));
  const extra = [
    keyFlags(flags),
    ...lifetimeOf(spec.lifetime),
    ...(back === "none" ? [] : [{ type: 32, data: back }]),
  ];
  const parts = [
    packet(14, key.body),
    packet(2, forgeSignature(boundBy, content, { type: 0x18, createdAt: KEY_MADE, extra })),
  ];
  if (spec.revokedFor !== undefined) {
    parts.push(packet(2, forgeSignature(primary, content, { type: 0x28, extra: [reason(spec.revokedFor)] })));
  }
  return Buffer.concat(parts);
}

/** A clear-signed message; `body` stands in it as it is, so it must be escaped. */
export function clearsign(body: string, key: ForgedKey, options: SignatureOptions = {}): string {
  const covered = body
    .split("\n")
    .map((line) => line.replace(/^- /, "").replace(/[ \t]+$/, ""))
    .join("\r\n");
  const signature = packet(2, forgeSignature(key, Buffer.from(covered), { type: 0x01, ...options }));
  return wrapClearsigned(
    body,
    armor("SIGNATURE", signature),
    `Hash: ${(options.hash ?? "sha256").toUpperCase()}`,
  );
}

export function wrapClearsigned(body: string, signature: string, ...headers: readonly string[]): string {
  return ["-----BEGIN PGP SIGNED MESSAGE-----", ...headers, "", body, signature].join("\n");
}

export function armor(label: string, bytes: Uint8Array, headers: readonly string[] = []): string {
  const base64 = Buffer.from(bytes).toString("base64").replace(/.{64}/g, "$&\n").trimEnd();
  return [
    `-----BEGIN PGP ${label}-----`,
    ...headers,
    "",
    base64,
    `=${crc24(bytes)}`,
    `-----END PGP ${label}-----`,
    "",
  ].join("\n");
}

export function packet(tag: number, body: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([0xc0 | tag, 0xff]), uint32(body.length), body]);
}

export function created(seconds: number): SubpacketSpec {
  return { type: 2, data: uint32(seconds) };
}

export function issuerFingerprint({ fingerprint }: Pick<ForgedKey, "fingerprint">): SubpacketSpec {
  return { type: 33, data: Buffer.from(`04${fingerprint}`, "hex") };
}

export function issuerKeyId({ keyId }: Pick<ForgedKey, "keyId">): SubpacketSpec {
  return { type: 16, data: Buffer.from(keyId, "hex") };
}

export function keyFlags(flags: number): SubpacketSpec {
  return { type: 27, data: Buffer.from([flags]) };
}

export function seconds(type: number, value: number): SubpacketSpec {
  return { type, data: uint32(value) };
}

export function mpi(value: Uint8Array): Buffer {
  const start = value.findIndex((byte) => byte !== 0);
  const number = start === -1 ? Buffer.alloc(0) : Buffer.from(value.subarray(start));
  const bits = number.length === 0 ? 0 : number.length * 8 - Math.clz32(number[0] ?? 0) + 24;
  return Buffer.concat([uint16(bits), number]);
}

function uint16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export function hashedKey(body: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([0x99]), uint16(body.length), body]);
}

function hashedUserId(userId: string): Buffer {
  const bytes = Buffer.from(userId);
  return Buffer.concat([Buffer.from([0xb4]), uint32(bytes.length), bytes]);
}

function reason(code: number): SubpacketSpec {
  return { type: 29, data: Buffer.from([code]) };
}

function lifetimeOf(lifetime: number | undefined): readonly SubpacketSpec[] {
  return lifetime === undefined ? [] : [seconds(9, lifetime)];
}

function subpackets(specs: readonly SubpacketSpec[]): Buffer {
  return Buffer.concat(
    specs.map(({ type, data, critical }) =>
      Buffer.concat([
        Buffer.from([0xff]),
        uint32(data.length + 1),
        Buffer.from([type | (critical ? 0x80 : 0)]),
        data,
      ]),
    ),
  );
}

function field(key: KeyObject, name: "n" | "e" | "x" | "y"): Buffer {
  return Buffer.from(key.export({ format: "jwk" })[name] ?? "", "base64url");
}

/** Every INTEGER of a DER structure, those inside a BIT STRING included. */
function derIntegers(der: Uint8Array): readonly Buffer[] {
  const numbers: Buffer[] = [];
  for (let at = 0; at < der.length; ) {
    const tag = der[at] ?? 0;
    const first = der[at + 1] ?? 0;
    const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
    const start = at + 2 + lengthBytes;
    const length = lengthBytes === 0 ? first : Buffer.from(der).readUIntBE(at + 2, lengthBytes);
    const content = der.subarray(start, start + length);
    if (tag === 0x02) numbers.push(Buffer.from(content));
    if (tag === 0x30) numbers.push(...derIntegers(content));
    if (tag === 0x03) numbers.push(...derIntegers(content.subarray(1)));
    at = start + length;
  }
  return numbers;
}
