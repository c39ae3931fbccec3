// https://learn.microsoft.com/rest/api/azure/devops/distributedtask/oidctoken/create
// https://learn.microsoft.com/azure/devops/pipelines/build/variables
// https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
import { envValue } from '../core/env-value.ts';
import { HelperError } from '../core/errors.ts';
import type { Env } from '../core/io.ts';
import { stringAt } from '../core/json.ts';
import type { CiProvider } from './provider.ts';
import { memberOf, tokenOfService } from './token-service.ts';

const audience = 'api://AzureADTokenExchange';

const mapping =
  '    - script: npx ci-aws-credentials --role-to-assume …\n      env:\n        SYSTEM_ACCESSTOKEN: $(System.AccessToken)';

export const azurePipelines: CiProvider = {
  id: 'azure-pipelines',
  name: 'Azure Pipelines',
  docs: 'https://learn.microsoft.com/rest/api/azure/devops/distributedtask/oidctoken/create',
  detect: (env) => /^true$/i.test(env.TF_BUILD ?? ''),
  jobIdParts: (env) => ['azp', env.BUILD_BUILDID ?? env.RELEASE_RELEASEID, env.SYSTEM_JOBID],
  owner: (env) => [env.SYSTEM_COLLECTIONURI, env.SYSTEM_JOBATTEMPT, env.AGENT_NAME],
  // An agent runs one job at a time and empties its temporary folder after each job.
  slot: (env) => [env.SYSTEM_COLLECTIONURI, env.AGENT_NAME, env.AGENT_TEMPDIRECTORY],
  checkouts: (env) => [env.BUILD_SOURCESDIRECTORY, env.SYSTEM_DEFAULTWORKINGDIRECTORY],
  hasServiceConnections: true,
  async token(_audience, io, { serviceConnectionId } = {}) {
    const { env } = io;
    const url = requestUrl(env);
    if (url === undefined) throw noService(env);
    const password = envValue(env, 'SYSTEM_ACCESSTOKEN');
    if (password === undefined || password.startsWith('$(')) throw unmapped(password);
    const connection = serviceConnectionId === undefined ? '' : `&serviceConnectionId=${serviceConnectionId}`;
    return tokenOfService(
      {
        url: { variable: 'SYSTEM_OIDCREQUESTURI', value: url },
        password: { variable: 'SYSTEM_ACCESSTOKEN', value: password },
        request: {
          method: 'POST',
          url: `${url.replace(/\/$/, '')}?api-version=7.1${connection}`,
          headers: {
            authorization: `Bearer ${password}`,
            accept: 'application/json',
            'content-type': 'application/json',
            // Otherwise an invalid password is answered with a sign-in page.
            'x-tfs-fedauthredirect': 'Suppress',
          },
        },
        tokenIn: memberOf('oidcToken'),
        reasonIn: (answer) => stringAt(answer, 'message'),
        hint: (status) => hintFor(status, serviceConnectionId),
      },
      io,
    );
  },
  tokenVariables: ['SYSTEM_ACCESSTOKEN', 'SYSTEM_OIDCREQUESTURI'],
  audienceAdvice: () =>
    `On Azure Pipelines the audience is ${audience} and cannot be changed. Register it as the client ID of the provider in IAM, and omit audience.`,
  async mask(values, io) {
    for (const value of values) io.log.mask(value, '##vso[task.setsecret]');
  },
  defaults: { exports: ['profile'], profileType: 'process' },
  setVariable: (name, value) => `##vso[task.setvariable variable=${name}]${escaped(value)}`,
};

/** The escaping of https://github.com/microsoft/azure-pipelines-task-lib. */
function escaped(value: string): string {
  return value.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Set for every step; with older agents, derived from other variables. */
function requestUrl(env: Env): string | undefined {
  const given = envValue(env, 'SYSTEM_OIDCREQUESTURI');
  if (given !== undefined) return given;
  const names = ['SYSTEM_COLLECTIONURI', 'SYSTEM_TEAMPROJECTID', 'SYSTEM_HOSTTYPE', 'SYSTEM_PLANID', 'SYSTEM_JOBID'];
  const [collection = '', project, hub, plan, job] = names.map((name) => envValue(env, name));
  if (!isCloud(collection) || [project, hub, plan, job].includes(undefined)) return undefined;
  const start = collection.replace(/\/?$/, '/');
  return `${start}${project}/_apis/distributedtask/hubs/${hub}/plans/${plan}/jobs/${job}/oidctoken`;
}

function isCloud(collection: string): boolean {
  return /^https:\/\/(dev\.azure\.com|[^/.]+\.visualstudio\.com)(\/|$)/.test(collection);
}

function noService(env: Env): HelperError {
  const collection = envValue(env, 'SYSTEM_COLLECTIONURI');
  if (collection !== undefined && !isCloud(collection)) {
    return new HelperError(
      'ci-without-oidc',
      'Azure DevOps Server issues no OIDC tokens to jobs; only Azure DevOps Services does.',
      {
        hint: 'If you have a token of your own, set its source: --token-env NAME, --web-identity-token-file FILE or --token-command COMMAND.',
      },
    );
  }
  return new HelperError('token-missing', 'This step cannot request an OIDC token: SYSTEM_OIDCREQUESTURI is not set.', {
    hint: 'The agent sets it for every step of a job. Pass it with SYSTEM_ACCESSTOKEN to a container that a step starts: docker run -e SYSTEM_OIDCREQUESTURI -e SYSTEM_ACCESSTOKEN …',
  });
}

function unmapped(password: string | undefined): HelperError {
  return new HelperError(
    'token-permission-missing',
    password === undefined
      ? 'This step cannot request an OIDC token: SYSTEM_ACCESSTOKEN is not mapped.'
      : 'This step cannot request an OIDC token: SYSTEM_ACCESSTOKEN contains an unexpanded macro.',
    {
      hint: `Map it in the env: of this step:\n\n${mapping}\n\nIn a template or a task, set env: on that step.`,
    },
  );
}

function hintFor(status: number, serviceConnectionId: string | undefined): string {
  if (serviceConnectionId !== undefined && [400, 403, 404].includes(status)) {
    return 'Check the ID of the service connection (`resourceId` in the URL of its page), that it is in this project, and that this pipeline is authorized to use it (Security of the connection).';
  }
  if ([200, 203, 302, 401, 403].includes(status)) {
    return `A sign-in page or 401 means that SYSTEM_ACCESSTOKEN is not a valid token of this job. Map it in this step:\n\n${mapping}`;
  }
  return 'A 404 means that this server does not offer OIDC tokens. For any other status, check https://status.dev.azure.com';
}
