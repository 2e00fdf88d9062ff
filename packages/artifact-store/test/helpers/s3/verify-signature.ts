import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { SignatureV4 } from "@smithy/signature-v4";

export const ACCESS_KEY_ID = "AKIDTEST";
export const SECRET_ACCESS_KEY = "secret/with+signs=";

export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly extra?: string;
}

export interface SignatureRules {
  readonly region: string;
  readonly sessionToken?: string | undefined;
  readonly now: () => Date;
}

const MAX_SKEW_MS = 15 * 60_000;

/** What S3 has against the signature of a request, by AWS' own implementation of the algorithm. */
export async function verifySignature(
  request: IncomingMessage,
  body: Buffer,
  rules: SignatureRules,
): Promise<Refusal | undefined> {
  const { headers } = request;
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? "",
    );
  if (parts === null) {
    return { status: 403, code: "AccessDenied" };
  }
  const [, accessKeyId, , region, signedHeaders = "", signature] = parts;
  if (accessKeyId !== ACCESS_KEY_ID) {
    return { status: 403, code: "InvalidAccessKeyId" };
  }
  if (region !== rules.region) {
    const extra = `<Region>${rules.region}</Region>`;
    return { status: 400, code: "AuthorizationHeaderMalformed", extra };
  }
  const signed = signedHeaders.split(";");
  const mustBeSigned = Object.keys(headers).filter((name) => name === "host" || name.startsWith("x-amz-"));
  if (mustBeSigned.some((name) => !signed.includes(name))) {
    return { status: 403, code: "AccessDenied", extra: "<Message>There were headers not signed</Message>" };
  }
  if (headers["x-amz-security-token"] !== rules.sessionToken) {
    return { status: 400, code: "InvalidToken" };
  }
  const date = parseDate(String(headers["x-amz-date"]));
  if (Math.abs(date.getTime() - rules.now().getTime()) > MAX_SKEW_MS) {
    return { status: 403, code: "RequestTimeTooSkewed" };
  }
  if (createHash("sha256").update(body).digest("hex") !== headers["x-amz-content-sha256"]) {
    return { status: 400, code: "XAmzContentSHA256Mismatch" };
  }
  const expected = await signAsAws(request, { signed, region, date, rules });
  return expected.endsWith(`Signature=${signature}`)
    ? undefined
    : { status: 403, code: "SignatureDoesNotMatch" };
}

async function signAsAws(
  request: IncomingMessage,
  {
    signed,
    region,
    date,
    rules,
  }: {
    readonly signed: readonly string[];
    readonly region: string;
    readonly date: Date;
    readonly rules: SignatureRules;
  },
): Promise<string> {
  const { sessionToken } = rules;
  const signer = new SignatureV4({
    service: "s3",
    region,
    credentials: {
      accessKeyId: ACCESS_KEY_ID,
      secretAccessKey: SECRET_ACCESS_KEY,
      ...(sessionToken === undefined ? {} : { sessionToken }),
    },
    sha256: Sha256,
    uriEscapePath: false,
    applyChecksum: false,
  });
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://unused.invalid");
  const result = await signer.sign(
    {
      method: request.method ?? "GET",
      protocol: "http:",
      hostname: "unused.invalid",
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: Object.fromEntries(signed.map((name) => [name, String(request.headers[name])])),
    },
    { signingDate: date },
  );
  return String(result.headers.authorization);
}

function parseDate(text: string): Date {
  return new Date(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}

/** The shape that AWS' libraries ask for. */
class Sha256 {
  readonly #hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash =
      secret === undefined
        ? createHash("sha256")
        : createHmac("sha256", typeof secret === "string" ? secret : toBuffer(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(typeof data === "string" ? data : toBuffer(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {}
}

function toBuffer(data: ArrayBuffer | ArrayBufferView): Buffer {
  return ArrayBuffer.isView(data)
    ? Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    : Buffer.from(data);
}
