/** node-abi ships no declarations. */
declare module "node-abi" {
  export function getAbi(target: string, runtime: string): string;
}
