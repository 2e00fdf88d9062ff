import { ExecutableError } from "../errors.js";

export function alreadyInjected(name: string): ExecutableError {
  return new ExecutableError("ERR_EXECUTABLE_ALREADY_INJECTED", `${name} carries an application already`, {
    hint: "start from the Node.js that it was made of",
  });
}

export function signedBySomeone(name: string, signer: string): ExecutableError {
  return new ExecutableError(
    "ERR_EXECUTABLE_SIGNED",
    `${name} is signed by ${signer}, and any change makes that void`,
    { hint: 'ask for signature: "remove" to drop it, and sign the output' },
  );
}

export function noPlace(name: string, why: string): ExecutableError {
  return new ExecutableError("ERR_EXECUTABLE_UNSUPPORTED", `cannot add an application to ${name}: ${why}`);
}
