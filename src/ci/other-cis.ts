import type { Env } from '../core/io.ts';
import { azurePipelines } from './azure-pipelines.ts';
import { bitbucket } from './bitbucket.ts';
import { bitrise } from './bitrise.ts';
import { buildkite } from './buildkite.ts';
import { circleci } from './circleci.ts';
import { codefresh } from './codefresh.ts';
import { custom } from './custom.ts';
import { env0 } from './env0.ts';
import { fly } from './fly.ts';
import { google } from './google.ts';
import { harness } from './harness.ts';
import { hcpTerraform } from './hcp-terraform.ts';
import { jenkins } from './jenkins.ts';
import { kubernetes } from './kubernetes.ts';
import type { CiProvider } from './provider.ts';
import { semaphore } from './semaphore.ts';
import { spacelift } from './spacelift.ts';
import { teamcity } from './teamcity.ts';
import { vercel } from './vercel.ts';

/** CIs that mark their jobs. */
const cis: readonly CiProvider[] = [
  circleci,
  semaphore,
  azurePipelines,
  bitbucket,
  buildkite,
  codefresh,
  bitrise,
  harness,
  teamcity,
  // Other software also sets Jenkins's variables, such as the number of the executor.
  jenkins,
];

/** The workers of the first two set the variables of the third as well. */
const terraformRunners: readonly CiProvider[] = [spacelift, env0, hcpTerraform];

/** Hosts where the runner of any CI may run: their token may be the identity of the runner, not of the job. */
const hosts: readonly CiProvider[] = [vercel, fly, google, kubernetes];

/** All CIs but the most used ones, in the order of detection. The last one matches every job. */
export function otherCis(): readonly CiProvider[] {
  return [...cis, ...terraformRunners, ...hosts, custom];
}

export function otherCi(env: Env): CiProvider {
  return otherCis().find((ci) => ci.detect(env)) ?? custom;
}
