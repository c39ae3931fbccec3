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
  custom: { BUILD_ID: '77', AWS_WEB_IDENTITY_TOKEN_FILE: '/run/token' },
};

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

/** GitHub's token endpoint gives `github-1`, `github-2`, …; STS answers as the list says, again and again with its last. */
export function githubAndSts(
  ...ofSts: readonly (Answer | HelperError)[]
): (request: HttpRequest) => Answer | HelperError {
  let tokens = 0;
  let exchanges = 0;
  return ({ method }) => {
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

/** Of a book of receipts the kinds alone: what is in it is proved by cleaning up. */
function shownFile([path, text]: readonly [string, string]): readonly [string, string] {
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
