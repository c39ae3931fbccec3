import { HelperError } from '../src/core/errors.ts';
import type { Env, HttpRequest, HttpResponse } from '../src/core/io.ts';
import type { World } from './world.ts';

/** The time in which the fake worlds begin, in seconds. */
export const noon = Date.parse('2026-11-20T12:00:00Z') / 1000;

export const roleArn = 'arn:aws:iam::123456789012:role/deploy';

/** A token that nobody signed. Its `jti` is its name: {@link memoryOf} shows that and not the text. */
export function fakeToken(name: string, claims: Readonly<Record<string, unknown>> = {}): string {
  const payload = {
    jti: name,
    iss: 'https://issuer.example',
    sub: 'job:1',
    aud: 'sts.amazonaws.com',
    iat: noon,
    exp: noon + 300,
    ...claims,
  };
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ alg: 'RS256', kid: 'fake' })}.${encode(payload)}.fake-signature`;
}

/** A job of each CI that has all it needs: the environment as the vendor documents it. */
export const jobs: Readonly<Record<string, Env>> = {
  github: {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_RUN_ID: '9876543210',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_JOB: 'deploy',
    GITHUB_REPOSITORY: 'octo-org/octo-repo',
    ACTIONS_ID_TOKEN_REQUEST_URL: 'https://run.actions.example/idtoken?api-version=2.0',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'fake-request-token',
  },
  gitlab: {
    CI: 'true',
    GITLAB_CI: 'true',
    CI_PROJECT_ID: '20',
    CI_JOB_ID: '302',
    AWS_ID_TOKEN: fakeToken('gitlab', { iss: 'https://gitlab.com', project_path: 'mygroup/myproject' }),
  },
  circleci: {
    CI: 'true',
    CIRCLECI: 'true',
    CIRCLE_WORKFLOW_JOB_ID: '5c6ccd8f-8b2e-4d2b-9a0a-0a4a3d4b9a11',
    BASH_ENV: '/tmp/.bash_env-1',
    CIRCLE_OIDC_TOKEN_V2: fakeToken('circleci', { aud: 'd5a0f6a1-9a5b-4a8e-8c39-1d0b2f6a7c55' }),
  },
  semaphore: {
    CI: 'true',
    SEMAPHORE: 'true',
    SEMAPHORE_JOB_ID: 'c6a8a0ce-4b4f-4e6f-9e1a-35e2f5a1f0de',
    SEMAPHORE_OIDC_TOKEN: fakeToken('semaphore', { aud: 'https://octo.semaphoreci.com' }),
  },
  codefresh: {
    CI: 'true',
    CF_BUILD_ID: '64df20a3ddfbc8a9f1f8a3c1',
    CF_VOLUME_PATH: '/codefresh/volume',
    CF_OIDC_REQUEST_URL: 'https://oidc.codefresh.example/token',
    CF_OIDC_REQUEST_TOKEN: 'fake-request-token',
  },
  bitrise: {
    CI: 'true',
    BITRISE_IO: 'true',
    BITRISE_BUILD_SLUG: '0a1b2c3d',
    BITRISE_BUILD_URL: 'https://app.bitrise.example/build/0a1b2c3d',
    BITRISE_BUILD_API_TOKEN: 'fake-api-token',
  },
  harness: {
    CI: 'true',
    HARNESS_BUILD_ID: '12',
    HARNESS_PIPELINE_ID: 'deploy',
    AWS_ID_TOKEN: fakeToken('harness'),
  },
  teamcity: {
    TEAMCITY_VERSION: '2026.1 (build 200000)',
    TEAMCITY_PROJECT_NAME: 'Shop',
    TEAMCITY_BUILDCONF_NAME: 'Deploy',
    BUILD_NUMBER: '42',
    AWS_ID_TOKEN: fakeToken('teamcity'),
  },
  spacelift: {
    TF_VAR_spacelift_run_id: '01JZ8Q',
    SPACELIFT_OIDC_TOKEN: fakeToken('spacelift', { aud: 'acme.app.spacelift.io' }),
  },
  env0: {
    ENV0_ENVIRONMENT_ID: '5e0d1c2b',
    ENV0_DEPLOYMENT_LOG_ID: '9f8e7d6c',
    ENV0_OIDC_TOKEN: fakeToken('env0', { aud: 'https://prod.env0.com', azp: 'fake-client' }),
  },
  'hcp-terraform': {
    TFC_RUN_ID: 'run-CKuwsxMGgMd3W7Ui',
    TFC_WORKSPACE_NAME: 'shop',
    TFC_WORKLOAD_IDENTITY_TOKEN: fakeToken('hcp-terraform'),
  },
  vercel: {
    CI: '1',
    VERCEL: '1',
    VERCEL_DEPLOYMENT_ID: 'dpl_0a1b2c',
    VERCEL_OIDC_TOKEN: fakeToken('vercel', { aud: 'https://vercel.com/acme' }),
  },
  fly: { FLY_APP_NAME: 'shop', FLY_MACHINE_ID: '3d8d9014b32d68' },
  google: { BUILDER_OUTPUT: '/builder/outputs', BUILD_ID: '7c0e', HOME: '/builder/home' },
  kubernetes: {
    KUBERNETES_SERVICE_HOST: '10.100.0.1',
    HOSTNAME: 'deploy-x7k2p',
    AWS_ROLE_ARN: roleArn,
    AWS_WEB_IDENTITY_TOKEN_FILE: '/var/run/secrets/eks.amazonaws.com/serviceaccount/token',
  },
  'azure-pipelines': {
    TF_BUILD: 'True',
    BUILD_BUILDID: '1234',
    SYSTEM_JOBID: '12f1170f-54f2-53f3-20dd-22fc7dff55f9',
    SYSTEM_COLLECTIONURI: 'https://dev.azure.com/acme/',
    SYSTEM_OIDCREQUESTURI: 'https://dev.azure.com/acme/p/_apis/distributedtask/hubs/build/plans/1/jobs/2/oidctoken',
    SYSTEM_ACCESSTOKEN: 'fake-access-token',
  },
  bitbucket: {
    CI: 'true',
    BITBUCKET_BUILD_NUMBER: '42',
    BITBUCKET_STEP_UUID: '{9e8d7c6b-5a4f-4e3d-8c2b-1a0f9e8d7c6b}',
    BITBUCKET_STEP_OIDC_TOKEN: fakeToken('bitbucket', { aud: ['sts.amazonaws.com'] }),
  },
  jenkins: {
    CI: 'true',
    JENKINS_URL: 'https://ci.acme.example/',
    JOB_NAME: 'shop/main',
    BUILD_NUMBER: '17',
    AWS_ID_TOKEN: fakeToken('jenkins', { aud: ['sts.amazonaws.com'], build_number: 17 }),
  },
  buildkite: {
    CI: 'true',
    BUILDKITE: 'true',
    BUILDKITE_JOB_ID: '0190046e-e199-453b-a302-a21a4d649d31',
    BUILDKITE_AGENT_ENDPOINT: 'https://agent.buildkite.example/v3',
    BUILDKITE_AGENT_ACCESS_TOKEN: 'fake-access-token',
  },
  custom: { BUILD_ID: '77', AWS_WEB_IDENTITY_TOKEN_FILE: '/run/token' },
};

/** The files of a sample job, where its token is in one, or is asked for by one. */
export function jobFiles(token: string): Readonly<Record<string, string>> {
  return {
    '/run/token': token,
    '/var/run/secrets/eks.amazonaws.com/serviceaccount/token': token,
    '/.fly/api': '',
  };
}

/** The token services of all CIs, each in its own form. */
export function tokenServices(token: string): (request: HttpRequest) => Answer {
  return ({ url }) => ({
    status: 200,
    body: /\/computeMetadata\/|\/v1\/tokens\/oidc$/.test(url)
      ? `${token}\n`
      : JSON.stringify({ value: token, id_token: token, oidcToken: token, token }),
  });
}

type Answer = Omit<HttpResponse, 'headers'> & { readonly headers?: HttpResponse['headers'] };

/** STS's answer to an exchange that succeeds; each number gives other credentials. */
export function granted(number = 1, account = '123456789012'): Answer {
  return {
    status: 200,
    body: `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleWithWebIdentityResult>
    <SubjectFromWebIdentityToken>job:1</SubjectFromWebIdentityToken>
    <Audience>sts.amazonaws.com</Audience>
    <AssumedRoleUser>
      <Arn>arn:aws:sts::${account}:assumed-role/deploy/job-1</Arn>
      <AssumedRoleId>AROAFAKE:job-1</AssumedRoleId>
    </AssumedRoleUser>
    <Credentials>
      <AccessKeyId>ASIAFAKE${number}</AccessKeyId>
      <SecretAccessKey>fake-secret-key-${number}</SecretAccessKey>
      <SessionToken>fake-session-token-${number}</SessionToken>
      <Expiration>2026-11-20T13:00:00Z</Expiration>
    </Credentials>
  </AssumeRoleWithWebIdentityResult>
  <ResponseMetadata><RequestId>fake-request-1</RequestId></ResponseMetadata>
</AssumeRoleWithWebIdentityResponse>`,
  };
}

/** The token services of all CIs, and an STS and ECR that grant. */
export function servicesAndSts(token: string): (request: HttpRequest) => Answer {
  return (request) => {
    if (request.headers['x-amz-target'] !== undefined) return registryToken(request);
    return request.body?.startsWith('Action=') ? granted() : tokenServices(token)(request);
  };
}

/** ECR's answer, or ECR Public's, to GetAuthorizationToken: with a password of its own for each region. */
export function registryToken({ url, headers }: HttpRequest): Answer {
  const region = new URL(url).hostname.split('.').at(-3);
  const data = { authorizationToken: btoa(`AWS:fake-password-of-${region}`), expiresAt: noon + 43_200 };
  const named = [{ ...data, proxyEndpoint: `https://123456789012.dkr.ecr.${region}.amazonaws.com` }];
  const isPublic = headers['x-amz-target']?.startsWith('Spencer');
  return { status: 200, body: JSON.stringify({ authorizationData: isPublic ? data : named }) };
}

/** STS's answer to AssumeRole. */
export function assumed(number = 1, secretKey = `fake-secret-key-${number}`): Answer {
  const { status, body } = granted(number);
  return {
    status,
    body: body.replaceAll('WithWebIdentity', '').replace(`fake-secret-key-${number}`, secretKey),
  };
}

/** STS's answer to GetCallerIdentity. */
export function identity(arn = 'arn:aws:iam::123456789012:user/bob'): Answer {
  return {
    status: 200,
    body: `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult>
    <Arn>${arn}</Arn>
    <UserId>AIDAFAKE</UserId>
    <Account>${arn.split(':')[4]}</Account>
  </GetCallerIdentityResult>
</GetCallerIdentityResponse>`,
  };
}

export function refusal(status: number, code: string, message: string): Answer {
  return {
    status,
    body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>
  <RequestId>fake-request-2</RequestId>
</ErrorResponse>`,
  };
}

export const accessDenied = refusal(403, 'AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity');

/** The answers of other token services, by what is in their URL. */
const otherServices: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/oidctoken?': { oidcToken: fakeToken('azure-pipelines') },
  '/oidc/tokens': { token: fakeToken('buildkite') },
};

/**
 * GitHub's token endpoint gives `github-1`, `github-2`, …, and other services theirs; STS answers as the list says, again and
 * again with its last.
 */
export function githubAndSts(
  ...ofSts: readonly (Answer | HelperError)[]
): (request: HttpRequest) => Answer | HelperError {
  let tokens = 0;
  let exchanges = 0;
  return ({ method, url }) => {
    const other = Object.entries(otherServices).find(([part]) => url.includes(part));
    if (other !== undefined) return { status: 200, body: JSON.stringify(other[1]) };
    if (method === 'GET') {
      tokens += 1;
      return { status: 200, body: JSON.stringify({ value: fakeToken(`github-${tokens}`) }) };
    }
    exchanges += 1;
    return ofSts[Math.min(exchanges, ofSts.length) - 1] ?? granted(exchanges);
  };
}

/** All that a world remembers, for a snapshot; tokens are shown by their names, names without what tells two apart. */
export function memoryOf({ said, requests, ran, printed, files, variables, outputs, pauses }: World): object {
  const everything = {
    said,
    requests: requests.map(({ method, url, headers, body }) =>
      [`${method} ${url}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), body ?? []].flat(),
    ),
    ran,
    printed,
    pauses,
    variables,
    outputs,
    files: Object.fromEntries([...files].map(shownFile).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  const text = JSON.stringify(everything).replace(
    /eyJ[\w-]+\.(eyJ[\w-]+)\.[\w-]+/g,
    (_, payload: string) => `<token ${JSON.parse(Buffer.from(payload, 'base64url').toString()).jti}>`,
  );
  const shown: Record<string, object> = JSON.parse(text.replace(/-[0-9a-z]{13}(?![\w-])/g, ''));
  return Object.fromEntries(Object.entries(shown).filter(([, part]) => Object.keys(part).length > 0));
}

/** Of a book of receipts the kinds alone: what is in it is proved by cleaning up. Of a script its first line: it is run elsewhere. */
function shownFile([path, text]: readonly [string, string]): readonly [string, string] {
  if (path.endsWith('.sh')) return [path, text.slice(0, text.indexOf('\n'))];
  if (!/\/receipts-[\w-]+\.json$/.test(path)) return [path, text];
  const receipts: readonly { readonly kind: string }[] = JSON.parse(text);
  return [path, receipts.map(({ kind }) => kind).join(', ')];
}

/** What a task throws, which must be an error that a user can act on. */
export async function failureOf(task: () => unknown): Promise<HelperError> {
  try {
    await task();
  } catch (error) {
    if (error instanceof HelperError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
