/** One request that the emulator got, and what came of it. Holds no token and no secret. */
export interface RecordedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Of the query protocol; absent for requests that are not for AWS. */
  readonly action?: string;
  /** From query and form. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Absent where the emulator did not answer, on request. */
  readonly status?: number;
  /** `ok`, AWS's error code, `unauthorized`, `not-found`, or the kind of the fault. */
  readonly outcome: string;
  /** What was decided and why; the client may have been told less. */
  readonly reason: string;
}

const maskedNames = /token|secret|credential|signature|password/i;
/** JWTs, and what the emulator itself gave away. */
const secrets = /eyJ[\w-]*\.[\w-]+\.?[\w-]*|Fake(?:SecretKey|SessionToken|RequestToken)[\w+/=]+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
const controlCharacters = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/** A request as it may be kept: tokens and secrets masked, wherever the client put them. */
export function withoutSecretValues(request: RecordedRequest): RecordedRequest {
  const parameters = Object.entries(request.parameters).map(([name, value]) => [
    maskSecrets(name),
    maskedNames.test(name) ? '***' : maskSecrets(value),
  ]);
  return {
    ...request,
    path: maskSecrets(request.path),
    ...(request.action === undefined ? {} : { action: maskSecrets(request.action) }),
    parameters: Object.fromEntries(parameters),
    reason: maskSecrets(request.reason),
  };
}

/** The request as one line of the log. */
export function describeRequest({
  method,
  path,
  action,
  parameters,
  status,
  outcome,
  reason,
}: RecordedRequest): string {
  const details = Object.entries(parameters)
    .filter(([name]) => name !== 'Action' && name !== 'Version')
    .map(([name, value]) => `${name}=${value}`);
  const asked = [action ?? `${method} ${path}`, ...details].join(' ');
  const answered = [status, outcome].filter((part) => part !== undefined).join(' ');
  return `${asked} -> ${answered}: ${reason}`.replace(controlCharacters, (character) =>
    JSON.stringify(character).slice(1, -1),
  );
}

function maskSecrets(text: string): string {
  return text.replace(secrets, '***');
}
