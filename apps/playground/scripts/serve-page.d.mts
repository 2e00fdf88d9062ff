export function servePage(options?: {
  readonly port?: number;
}): Promise<{ readonly url: string; close(): void }>;
