import { describe, expect } from 'vitest';
import type { Answer, SentRequest } from './relay.ts';
import { scenario } from './scenario.ts';
import type { Step } from './scene.ts';

const role = 'arn:aws:iam::123456789012:role/gitlab-deploy';
const asked = ['--role-to-assume', role, '--aws-region', 'eu-central-1'];

const base64url = (value: string): string => Buffer.from(value).toString('base64url');

/** As a CI that pretty-prints its claims would make it: its first characters are not those of all other tokens. */
function prettyToken(): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: 'https://ci.example', sub: 'job:1', aud: 'sts.amazonaws.com', iat: now, exp: now + 600 };
  const [header, payload] = [{ alg: 'RS256', typ: 'JWT' }, claims].map((part) =>
    base64url(JSON.stringify(part, undefined, 2).replace('\n ', ' ')),
  );
  return `${header}.${payload}.FakeSignature-of_a-token-that-nobody-signed`;
}

function error(code: string, message: string): Answer {
  return {
    status: 403,
    headers: { 'content-type': 'text/xml' },
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  };
}

/** AWS quotes the request that it would have signed: https://github.com/aws/aws-sdk-cpp/issues/17 */
function quotingSessionToken({ headers }: SentRequest): Answer {
  const token = headers['x-amz-security-token'];
  return error('SignatureDoesNotMatch', `The Canonical String should have been 'x-amz-security-token:${token}'`);
}

const keys = {
  AWS_ACCESS_KEY_ID: 'ASIAFAKE',
  AWS_SECRET_ACCESS_KEY: 'FakeSecretKey+of/somebody',
  AWS_SESSION_TOKEN: 'FakeSessionToken+of/somebody==',
};

/** Where the message went, the words around the secret are. */
function expectHidden({ stdout, stderr }: Step, around: string): void {
  expect(`${stdout}${stderr}`).toContain(around);
}

describe('what AWS quotes is hidden where no CI masks', () => {
  scenario('a token whose JSON is not compact, and its parts alone', { ci: 'gitlab' }, async (scene) => {
    const token = prettyToken();
    scene.env.MY_TOKEN = token;
    const [, , signature = ''] = token.split('.');
    scene.interpose(() =>
      error('Evil', `got ${token}, with the signature ${signature}, in ${encodeURIComponent(token)}`),
    );
    const step = await scene.cli(...asked, '--token-env', 'MY_TOKEN');
    expect(step.error).toBe('sts-refused');
    expectHidden(step, 'got ***, with the signature ***, in ***');
    expect(step.stderr).not.toContain(signature);
    expect(scene.requests()).toEqual(['exchange 403 Evil']);
  });

  scenario('the token in what doctor prints for programs', { ci: 'gitlab' }, async (scene) => {
    const token = prettyToken();
    scene.env.MY_TOKEN = token;
    scene.interpose(() => error('Evil', `got ${token}`));
    const step = await scene.cli('doctor', ...asked, '--token-env', 'MY_TOKEN', '--try', '--json');
    expectHidden(step, 'got ***');
    expect(step.stdout).not.toContain('FakeSignature');
    expect(JSON.parse(step.stdout).answer.said).toContain('got ***');
    expect(scene.requests()).toEqual(['exchange 403 Evil']);
  });

  scenario('the session token of whoever is asked for', { ci: 'gitlab', env: keys }, async (scene) => {
    scene.interpose(quotingSessionToken);
    expectHidden(await scene.cli('whoami', '--aws-region', 'eu-central-1'), "x-amz-security-token:***'");
    expect(scene.requests()).toEqual(['GetCallerIdentity 403 SignatureDoesNotMatch']);
  });

  scenario(
    'the session token of a profile',
    {
      ci: 'gitlab',
      files: {
        'home/.aws/credentials': `[old]\naws_access_key_id = ASIAFAKE\naws_secret_access_key = ${keys.AWS_SECRET_ACCESS_KEY}\naws_session_token = ${keys.AWS_SESSION_TOKEN}\n`,
      },
    },
    async (scene) => {
      scene.interpose(quotingSessionToken);
      const { stdout, stderr } = await scene.cli('whoami', '--aws-region', 'eu-central-1', '--aws-profile', 'old');
      expect(stderr).toContain("x-amz-security-token:***'");
      expect(`${stdout}${stderr}`).not.toContain(keys.AWS_SESSION_TOKEN);
      expect(scene.requests()).toEqual(['GetCallerIdentity 403 SignatureDoesNotMatch']);
    },
  );

  scenario('the session token that assumes another role', { ci: 'gitlab', env: keys }, async (scene) => {
    scene.interpose(quotingSessionToken);
    expectHidden(await scene.cli(...asked, '--role-chaining', '--export', 'none'), "x-amz-security-token:***'");
    expect(scene.requests()).toEqual(['AssumeRole 403 SignatureDoesNotMatch']);
  });
});

describe('what stands before the host in a URL is hidden', () => {
  scenario('sts-endpoint, which the warning names', { ci: 'gitlab' }, async (scene) => {
    const endpoint = 'http://user:hunter2@sts.invalid:1';
    const step = await scene.cli(...asked, '--sts-endpoint', endpoint, '--timeout', '1', '--disable-retry');
    expect(step.stderr).toContain('sts-endpoint is http://***@sts.invalid:1');
    expect(`${step.stdout}${step.stderr}`).not.toContain('hunter2');
  });
});
