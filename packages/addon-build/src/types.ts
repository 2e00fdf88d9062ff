/** Environment variables, as parameters instead of `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;
