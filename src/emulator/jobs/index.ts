import { emulatedAzurePipelines } from './azure-pipelines.ts';
import { emulatedBitbucket } from './bitbucket.ts';
import { emulatedBitrise } from './bitrise.ts';
import { emulatedBuildkite } from './buildkite.ts';
import { emulatedCircleci } from './circleci.ts';
import { emulatedCodefresh } from './codefresh.ts';
import { emulatedCustom } from './custom.ts';
import { emulatedDepot } from './depot.ts';
import type { EmulatedCi } from './emulated-ci.ts';
import { emulatedEnv0 } from './env0.ts';
import { emulatedFly } from './fly.ts';
import { emulatedForgejo } from './forgejo.ts';
import { emulatedGithub } from './github.ts';
import { emulatedGitlab } from './gitlab.ts';
import { emulatedGoogle } from './google.ts';
import { emulatedHarness } from './harness.ts';
import { emulatedHcpTerraform } from './hcp-terraform.ts';
import { emulatedJenkins } from './jenkins.ts';
import { emulatedKubernetes } from './kubernetes.ts';
import { emulatedSemaphore } from './semaphore.ts';
import { emulatedSpacelift } from './spacelift.ts';
import { emulatedTeamcity } from './teamcity.ts';
import { emulatedVercel } from './vercel.ts';

/** The CIs whose jobs and tokens can be emulated. */
export const emulatedCis: readonly EmulatedCi[] = [
  emulatedGithub,
  emulatedForgejo,
  emulatedDepot,
  emulatedGitlab,
  emulatedCircleci,
  emulatedSemaphore,
  emulatedAzurePipelines,
  emulatedBitbucket,
  emulatedJenkins,
  emulatedBuildkite,
  emulatedCodefresh,
  emulatedBitrise,
  emulatedHarness,
  emulatedTeamcity,
  emulatedSpacelift,
  emulatedEnv0,
  emulatedHcpTerraform,
  emulatedVercel,
  emulatedFly,
  emulatedGoogle,
  emulatedKubernetes,
  emulatedCustom,
];
