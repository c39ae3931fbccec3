import type { JsonObject } from '../../core/json.ts';

/** What may be said about a job; all the rest is as in the vendors' own examples. */
export interface JobOptions {
  /** Where the CI lets a job choose one. */
  readonly audience?: string;
  /** `refs/heads/main` if not given; `refs/tags/v1` is a tag. */
  readonly ref?: string;
  /** The deployment environment, where the CI has such a thing. */
  readonly environment?: string;
  /** The number of the pull request that the job builds: `ref` is then its target, its source is `feature`. */
  readonly pullRequest?: number;
  /** One of the {@link EmulatedCi.variants}. */
  readonly variant?: string | undefined;
  /** The last word on the claims of the token; `null` and `undefined` remove one. */
  readonly claims?: JsonObject;
  /** Instead of the lifetime that the CI's tokens have; negative for a token that has expired. */
  readonly lifetimeSeconds?: number;
  /** How far the issuer's clock is ahead of ours. */
  readonly clockSkewSeconds?: number;
}

/** A job, every default filled in. */
export interface EmulatedJob extends JobOptions {
  readonly ref: string;
  readonly refType: 'branch' | 'tag';
  /** The branch or tag without `refs/…/`. */
  readonly refName: string;
  readonly audience: string;
}

/** The source branch of every emulated pull request. */
export const sourceBranch = 'feature';

/** The commit that every emulated job builds. */
export const commit = '714a629c0b401fdce83e847fc9589983fc6f46bc';

/** What a job's environment is made from. */
interface JobRuntime {
  readonly job: EmulatedJob;
  readonly emulatorUrl: string;
  /** The password of this job for its CI's token endpoint. */
  readonly requestToken: string;
  /** A token of this job, other options taken into account. */
  token(options?: JobOptions): Promise<string>;
}

/** A CI whose tokens the emulator issues. */
export interface EmulatedCi {
  readonly id: string;
  readonly name: string;
  /** Where the vendor describes the token. */
  readonly docs: string;
  readonly variants: readonly string[];
  readonly issuer: string;
  /** The audience of a job that was set up for AWS. */
  readonly audience: string;
  readonly lifetimeSeconds: number;
  /** How long before `iat` the token is valid; `undefined` where the CI sets no `nbf`. */
  readonly notBeforeSeconds: number | undefined;
  /** Where jobs ask for a token, on a CI that has such a place, and whom it is for if they name nobody. */
  readonly tokenEndpoint?: { readonly path: string; readonly audience: string };
  /** Names of variables that hold the path of a file which the CI makes for the job. */
  readonly files: readonly string[];
  /** What a careful person asks of the token in the trust policy of a role for the branch `main`. */
  readonly trustCondition: JsonObject;
  /** The same for jobs of another project: what the role `refuses` asks for. */
  readonly otherCondition?: JsonObject;
  /** The CI whose protocol it speaks and whose page it is on, where it has none of its own. */
  readonly compatibleWith?: string;
  /** All claims but issuer, audience and times. */
  claims(job: EmulatedJob): JsonObject;
  /** The variables by which a program knows that it is in such a job, and gets its token. */
  environment(access: JobRuntime): Promise<Readonly<Record<string, string>>>;
}
