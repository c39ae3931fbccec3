/** One request to the emulator, and its outcome. Contains no token and no secret. */
export interface RecordedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** The action of the query protocol; absent for requests that are not for AWS. */
  readonly action?: string;
  /** From the query and the form. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Absent if a fault suppressed the response. */
  readonly status?: number;
  /** `ok`, AWS's error code, `unauthorized`, `not-found`, or the kind of the fault. */
  readonly outcome: string;
  /** The decision and its reason, which the client may not have been told. */
  readonly reason: string;
}

const most = 10_000;

/** Adds a request and drops the oldest ones, to limit memory. */
export function keepRequest(requests: RecordedRequest[], request: RecordedRequest): void {
  requests.push(request);
  if (requests.length > most) requests.shift();
}

const maskedNames = /token|secret|credential|signature|password/i;
/** JWTs, and secrets issued by the emulator. */
const secrets = /eyJ[\w-]*\.[\w-]+\.?[\w-]*|Fake(?:SecretKey|SessionToken|RequestToken)[\w+/=]+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
const controlCharacters = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/** The request with all tokens and secrets masked. */
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

/** The request as one log line. */
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
