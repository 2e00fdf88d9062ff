/** The parts of node-abi the tests compare with; the package ships no declarations. */
declare module "node-abi" {
  export interface Target {
    readonly runtime: string;
    readonly target: string;
    readonly abi: string;
    readonly lts: boolean;
  }
  export function getAbi(target?: string | null, runtime?: string): string;
  export function getTarget(abi?: string | null, runtime?: string): string;
  export const allTargets: readonly Target[];
  export const deprecatedTargets: readonly Target[];
  export const supportedTargets: readonly Target[];
  export const additionalTargets: readonly Target[];
  export const futureTargets: readonly Target[];
}
