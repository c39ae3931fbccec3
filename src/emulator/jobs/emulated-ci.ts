import type { JsonObject } from '../../core/json.ts';

/** Options of a job; the rest is as in the vendors' examples. */
export interface JobOptions {
  /** If jobs of the CI can choose one. */
  readonly audience?: string;
  /** A branch or a tag (`refs/tags/v1`). Default: `refs/heads/main`. */
  readonly ref?: string;
  /** The deployment environment, if the CI supports them. */
  readonly environment?: string;
  /** The number of the pull request; `ref` is then its target branch, and `feature` its source branch. */
  readonly pullRequest?: number;
  /** One of the {@link EmulatedCi.variants}. */
  readonly variant?: string | undefined;
  /** Overrides claims of the token; `null` and `undefined` remove one. */
  readonly claims?: JsonObject;
  /** Overrides the lifetime of the token; negative for an expired one. */
  readonly lifetimeSeconds?: number;
  /** How far the issuer's clock is ahead of this machine's. */
  readonly clockSkewSeconds?: number;
}

/** A job with all defaults filled in. */
export interface EmulatedJob extends JobOptions {
  readonly ref: string;
  readonly refType: 'branch' | 'tag';
  /** The branch or tag without `refs/…/`. */
  readonly refName: string;
  readonly audience: string;
}

/** The source branch of every emulated pull request. */
export const sourceBranch = 'feature';

/** The branch or tag that a job builds: for a pull request, its source branch. */
export function builtName({ pullRequest, refName }: EmulatedJob): string {
  return pullRequest === undefined ? refName : sourceBranch;
}

/** The same as a whole reference. */
export function builtRef({ pullRequest, ref }: EmulatedJob): string {
  return pullRequest === undefined ? ref : `refs/heads/${sourceBranch}`;
}

/** The reference where the CI has special ones for pull requests. */
export function pullRef({ pullRequest, ref }: EmulatedJob, kind: 'head' | 'merge'): string {
  return pullRequest === undefined ? ref : `refs/pull/${pullRequest}/${kind}`;
}

/** The commit that every emulated job builds. */
export const commit = '714a629c0b401fdce83e847fc9589983fc6f46bc';

/** The inputs for the environment of a job. */
interface JobRuntime {
  readonly job: EmulatedJob;
  readonly emulatorUrl: string;
  /** The job's password for the token endpoint. */
  readonly requestToken: string;
  /** A token of this job, with further options. */
  token(options?: JobOptions): Promise<string>;
  /** The path of a file with such a token, removed when the emulator stops. */
  tokenFile(): Promise<string>;
}

/** A request from a job to its CI. Header names are in lower case. */
export interface EndpointRequest {
  readonly method: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly query: URLSearchParams;
  readonly body: string;
}

/** A response without a token. */
export interface TokenRefusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The token endpoint of a CI: its requests and responses. */
export interface TokenEndpoint {
  /** The same for all jobs. */
  readonly path: string;
  /** Reads the password of the job from the request. Absent if the service has no password: the last job is used. */
  password?(request: EndpointRequest): string | undefined;
  /** The options in the request, or the refusal. */
  asks(request: EndpointRequest): JobOptions | TokenRefusal;
  /** A JSON object, or a plain text. */
  answer(token: string): JsonObject | string;
  /** The response to a request without a valid password. Default: `401` with JSON. */
  stranger?(request: EndpointRequest): TokenRefusal;
}

/** The part of the authorization header after a scheme like `Bearer`. */
export function authorizedBy(scheme: string, { headers }: EndpointRequest): string | undefined {
  const [word = '', password] = (headers.get('authorization') ?? '').split(/ +/);
  return word.toLowerCase() === scheme.toLowerCase() ? password : undefined;
}

/** A CI whose tokens the emulator issues. */
export interface EmulatedCi {
  readonly id: string;
  readonly name: string;
  /** The vendor's page on the token. */
  readonly docs: string;
  readonly variants: readonly string[];
  readonly issuer: string;
  /** The audience for AWS. */
  readonly audience: string;
  /** The claim that AWS uses as the audience, if it is not `aud`. */
  readonly clientId?: string;
  readonly lifetimeSeconds: number;
  /** How long before `iat` the token is valid; `undefined` if the CI sets no `nbf`. */
  readonly notBeforeSeconds: number | undefined;
  /** The HTTP endpoint for tokens, if the CI has one. */
  readonly tokenEndpoint?: TokenEndpoint;
  /** Names of variables with the path of a file that the CI creates for the job. */
  readonly files: readonly string[];
  /** The recommended trust policy condition for the branch `main`. */
  readonly trustCondition: JsonObject;
  /** The same for another project, in the trust policy of the role `refuses`. */
  readonly otherCondition?: JsonObject;
  /** The CI whose protocol and page it shares. */
  readonly compatibleWith?: string;
  /** All claims except issuer, audience and times. */
  claims(job: EmulatedJob): JsonObject;
  /** The environment variables that identify such a job and give it its token. */
  environment(access: JobRuntime): Promise<Readonly<Record<string, string>>>;
}
