import { GpgError } from "./errors.js";
import { publicKeyOf } from "./find-keys.js";
import type { Keyring, KeyringEntry, KeyringKey, Revocation, RevocationReason } from "./keyring.js";

/** The keyring as a text of one key a line, in a stable order, to be kept beside the program and refreshed apart from it. */
export function keyringToJson(keyring: Keyring): string {
  const { keys, ...header } = keyring;
  const head = JSON.stringify(header, null, 2).slice(0, -2);
  return `${head},\n  "keys": [\n${keys.map((key) => `    ${JSON.stringify(key)}`).join(",\n")}\n  ]\n}\n`;
}

/**
 * Reads what keyringToJson wrote. Who accepts the text trusts its every key: bring it over a channel
 * that vouches for it. Each packet is checked to be the key that its row says.
 * @throws {GpgError} `ERR_GPG_KEYRING` with the place in the text.
 */
export function keyringFromJson(text: string): Keyring {
  const root = new Place(parseJson(text), "");
  const keys = root.list("keys").map(readEntry);
  const fingerprints = keys
    .flatMap((entry) => [entry, ...entry.subkeys])
    .map(({ fingerprint }) => fingerprint);
  const twice = fingerprints.find((fingerprint, index) => fingerprints.indexOf(fingerprint) !== index);
  if (twice !== undefined) throw new GpgError("ERR_GPG_KEYRING", `Keyring lists the key ${twice} twice`);
  return Object.freeze({
    dataVersion: root.text("dataVersion"),
    date: root.text("date", /^\d{4}-\d{2}-\d{2}$/),
    source: root.text("source"),
    keys: Object.freeze(keys),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new GpgError("ERR_GPG_KEYRING", "Keyring is not JSON", { cause });
  }
}

function readEntry(place: Place): KeyringEntry {
  const retiredAt = place.optional("retiredAt", (name) => place.time(name));
  return Object.freeze({
    signer: place.text("signer"),
    status: place.oneOf("status", ["active", "retired"]),
    ...(retiredAt === undefined ? {} : { retiredAt }),
    ...readKey(place),
    subkeys: Object.freeze(place.list("subkeys").map((subkey) => Object.freeze(readKey(subkey)))),
  });
}

function readKey(place: Place): KeyringKey {
  const expiresAt = place.optional("expiresAt", (name) => place.time(name));
  const revoked = place.optional("revoked", (name) => readRevocation(place.at(name)));
  const maySign = place.optional("maySign", (name) => place.no(name));
  const key: KeyringKey = {
    fingerprint: place.text("fingerprint", /^[0-9A-F]{40}$/),
    algorithm: place.text("algorithm"),
    ...(maySign === undefined ? {} : { maySign }),
    createdAt: place.time("createdAt"),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(revoked === undefined ? {} : { revoked }),
    packet: place.text("packet", /^[A-Za-z0-9+/]+={0,2}$/),
  };
  publicKeyOf(key);
  return key;
}

const REASONS: readonly RevocationReason[] = ["compromised", "superseded", "retired", "unspecified"];

function readRevocation(place: Place): Revocation {
  return Object.freeze({ at: place.time("at"), reason: place.oneOf("reason", REASONS) });
}

/** A value in a JSON text and the path to it, so that an error can say where. */
class Place {
  readonly #value: unknown;
  readonly #path: string;

  constructor(value: unknown, path: string) {
    this.#value = value;
    this.#path = path;
  }

  at(name: string): Place {
    return new Place(this.#member(name), this.#pathTo(name));
  }

  list(name: string): readonly Place[] {
    const value = this.#member(name);
    if (!Array.isArray(value)) throw this.#wrong(name, "a list");
    return value.map((item, index) => new Place(item, `${this.#pathTo(name)}[${index}]`));
  }

  text(name: string, form: RegExp = /./): string {
    const value = this.#member(name);
    if (typeof value === "string" && form.test(value)) return value;
    throw this.#wrong(name, form.source === "." ? "a text" : `a text of the form ${form.source}`);
  }

  time(name: string): string {
    const value = this.text(name, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
    if (!Number.isNaN(Date.parse(value))) return value;
    throw this.#wrong(name, "a time");
  }

  no(name: string): false {
    const value = this.#member(name);
    if (value === false) return value;
    throw this.#wrong(name, "false or absent");
  }

  oneOf<Word extends string>(name: string, words: readonly Word[]): Word {
    const value = this.#member(name);
    const word = words.find((candidate) => candidate === value);
    if (word !== undefined) return word;
    throw this.#wrong(name, `one of ${words.join(", ")}`);
  }

  optional<Value>(name: string, read: (name: string) => Value): Value | undefined {
    return this.#member(name) === undefined ? undefined : read(name);
  }

  #member(name: string): unknown {
    if (typeof this.#value !== "object" || this.#value === null) {
      throw new GpgError(
        "ERR_GPG_KEYRING",
        `Keyring: ${this.#path === "" ? "the text" : this.#path} is not an object`,
      );
    }
    return Object.hasOwn(this.#value, name) ? Reflect.get(this.#value, name) : undefined;
  }

  #pathTo(name: string): string {
    return this.#path === "" ? name : `${this.#path}.${name}`;
  }

  #wrong(name: string, expected: string): GpgError {
    return new GpgError("ERR_GPG_KEYRING", `Keyring: ${this.#pathTo(name)} is not ${expected}`, {
      hint: "Write the keyring with keyringToJson.",
    });
  }
}
