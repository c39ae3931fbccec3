import { describe, expect } from 'vitest';
import type { EmulatorConfig } from '../../src/emulator/account.ts';
import { accountId, trusting } from './account.ts';
import { scenario, scenarioOnEveryNode } from './scenario.ts';
import type { Scene, Setting, Step } from './scene.ts';

const role = 'arn:aws:iam::123456789012:role/gitlab-deploy';
const asked = ['doctor', '--role-to-assume', role, '--aws-region', 'eu-central-1'];
const subject = 'project_path:mygroup/myproject:ref_type:branch:ref:main';

function policyFor(sub: string, claim = 'sub') {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${accountId}:oidc-provider/gitlab.com` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { [`gitlab.com:${claim}`]: sub } },
      },
    ],
  };
}

const keys = {
  AWS_ACCESS_KEY_ID: 'AKIAFAKEFAKEFAKEFAKE',
  AWS_SECRET_ACCESS_KEY: 'FakeSecretKeyOfTheUser00000000000000000',
};
const withUser = (account = accountId): Partial<EmulatorConfig> => ({
  users: [
    {
      arn: `arn:aws:iam::${account}:user/reader`,
      accessKeyId: keys.AWS_ACCESS_KEY_ID,
      secretAccessKey: keys.AWS_SECRET_ACCESS_KEY,
    },
  ],
});

/** What it says is data; it leaves nothing behind. */
function doctor(sentence: string, setting: Setting, play: (scene: Scene) => Promise<Step>): void {
  scenario(sentence, setting, leavingNothing(play));
}

function leavingNothing(play: (scene: Scene) => Promise<Step>) {
  return async (scene: Scene): Promise<void> => expect((await play(scene)).changed).toEqual([]);
}

/** Without the blanks that make columns. */
function columns(text: string): string {
  return text.replace(/(?<=\S) {2,}|^ {3,}/gm, '  ');
}

const probe = 'GetCallerIdentity 403 MissingAuthenticationToken';

describe('doctor in a job', () => {
  scenarioOnEveryNode(
    'finds nothing wrong, and says what IAM must have',
    { ci: 'gitlab' },
    leavingNothing(async (scene) => {
      const step = await scene.cli(...asked);
      expect(step.exitCode).toBe(0);
      const lines = columns(scene.plain(step.stdout)).split('\n');
      expect(lines[0]).toMatch(/^Nothing is wrong so far\./);
      expect(lines.slice(2, 7)).toEqual([
        'CI  GitLab CI (gitlab)',
        `Role  ${role}`,
        'Token  from the variable AWS_ID_TOKEN, valid for another 60 min (until <time>)',
        '  iss  https://gitlab.com',
        `  sub  ${subject}`,
      ]);
      expect(lines).toContain(`In IAM  the provider arn:aws:iam::${accountId}:oidc-provider/gitlab.com`);
      expect(lines).toContain('  with the URL https://gitlab.com and the client ID sts.amazonaws.com');
      expect(columns(scene.plain(step.stdout))).toMatch(/^STS {2}http:\/\/<aws> answers \(\d+ ms\)$/m);
      expect(step.stdout).toContain(
        'A trust policy that accepts this job. It lets in:\n  project mygroup/myproject, branch main, project ID 20\n',
      );
      expect(scene.requests()).toEqual([probe]);
      return step;
    }),
  );

  doctor('asks for no provider of an issuer that AWS has built in', { ci: 'google' }, async (scene) => {
    const step = await scene.cli('doctor', '--aws-region', 'eu-central-1');
    expect(step.exitCode).toBe(0);
    expect(columns(step.stdout)).toContain('In IAM  no provider: AWS has this issuer built in\nSTS  ');
    expect(step.stdout).not.toContain('with the URL');
    expect(scene.requests()).toEqual(['token 200', probe]);
    return step;
  });

  doctor('asks AWS, and hands nothing over', { ci: 'gitlab' }, async (scene) => {
    const step = await scene.cli(...asked, '--try');
    expect(step.exitCode).toBe(0);
    expect(step.stdout).toContain(
      'assumed the role: arn:aws:sts::123456789012:assumed-role/gitlab-deploy/gitlab-20-302\n',
    );
    expect(step.stdout).toMatch(/^Nothing is wrong\.\n/);
    expect(scene.requests()).toEqual(['exchange 200']);
    return step;
  });

  doctor('says of a refusal what the token tells', { ci: 'gitlab', job: { ref: 'refs/tags/v1' } }, async (scene) => {
    const step = await scene.cli(...asked, '--try');
    expect(step.exitCode).toBe(4);
    expect(step.stdout).toMatch(/^sts-access-denied \(exit code 4\): Could not assume role with OIDC: AccessDenied/);
    expect(step.stdout).toContain('Causes, most likely first:\n1. The job runs for a tag');
    expect(columns(step.stdout)).toContain('AWS  refused\n');
    expect(scene.requests()).toHaveLength(3);
    return step;
  });

  doctor('compares with a policy, condition by condition', { ci: 'gitlab' }, async (scene) => {
    scene.write('work/trust.json', JSON.stringify(policyFor('project_path:mygroup/myproject:*')));
    const step = await scene.cli(...asked, '--trust-policy', 'trust.json');
    expect(step.exitCode).toBe(4);
    expect(step.stdout).toMatch(/^sts-access-denied \(exit code 4\): The trust policy refuses this token\.\n\nCauses/);
    expect(columns(step.stdout)).toContain('Trust policy  trust.json refuses this token\n');
    expect(step.stdout).not.toContain('AWS does not say why');
    expect(step.stdout).toContain('    NO  StringEquals gitlab.com:sub\n');
    expect(step.stdout).toContain('[subject-wildcard]');
    scene.write('work/trust.json', JSON.stringify(policyFor(subject)));
    expect(await scene.cli(...asked, '--trust-policy', 'trust.json')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^Nothing is wrong\.\n[\s\S]*accepts this token\n/),
    });
    expect(scene.requests()).toEqual([probe, probe]);
    return step;
  });

  doctor(
    'reads the policy from IAM with the credentials that are around',
    {
      ci: 'gitlab',
      env: keys,
      aws: { ...withUser(), roles: [{ ...trusting(role, policyFor('other').Statement[0] ?? {}) }] },
    },
    async (scene) => {
      scene.env.AWS_ENDPOINT_URL_IAM = scene.url;
      const step = await scene.cli(...asked, '--fetch-trust-policy', '--role-duration-seconds', '7200');
      expect(step.exitCode).toBe(4);
      expect(columns(step.stdout)).toContain('Trust policy  the role in IAM refuses this token\n');
      expect(step.stdout).toContain('[subject-mismatch]');
      expect(step.stdout).toContain('MaxSessionDuration of the role: 3600');
      expect(scene.requests()).toEqual(['GetCallerIdentity 200', 'GetRole 200', probe]);
      return step;
    },
  );

  doctor(
    'says that there is no such role',
    { ci: 'gitlab', env: keys, aws: { ...withUser(), roles: [] } },
    async (scene) => {
      scene.env.AWS_ENDPOINT_URL_IAM = scene.url;
      const step = await scene.cli(...asked, '--fetch-trust-policy');
      expect(step.exitCode).toBe(4);
      expect(step.stdout).toContain(`sts-access-denied (exit code 4): Account ${accountId} has no role gitlab-deploy.`);
      expect(scene.requests()).toEqual(['GetCallerIdentity 200', 'GetRole 404 NoSuchEntity', probe]);
      return step;
    },
  );

  doctor('asks no foreign account', { ci: 'gitlab', env: keys, aws: withUser('999999999999') }, async (scene) => {
    const step = await scene.cli(...asked, '--fetch-trust-policy');
    expect(step.exitCode).toBe(0);
    expect(columns(step.stdout)).toContain(
      'Trust policy  not read: The credentials of this machine belong to account 999999999999',
    );
    // It has just failed.
    expect(step.stdout).toContain('use --trust-policy or --try, or paste');
    expect(scene.requests()).toEqual(['GetCallerIdentity 200', probe]);
    return step;
  });

  doctor(
    'says why there is no token',
    { ci: 'github', env: { ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined } },
    async (scene) => {
      const step = await scene.cli('doctor');
      expect(step.exitCode).toBe(3);
      expect(step.stdout).toMatch(/^token-permission-missing \(exit code 3\): /);
      expect(step.stdout).toContain('  id-token: write\n');
      expect(scene.requests()).toEqual([probe]);
      return step;
    },
  );

  doctor('shows no expiry of a token that has none', { ci: 'gitlab' }, async (scene) => {
    const claims = { iss: 'https://gitlab.com', aud: 'sts.amazonaws.com', sub: subject };
    const parts = [{ alg: 'RS256' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
    scene.env.AWS_ID_TOKEN = [...parts, 'fake'].join('.');
    const step = await scene.cli(...asked);
    expect(columns(step.stdout)).toContain('Token  from the variable AWS_ID_TOKEN, without an expiry\n');
    expect(scene.requests()).toEqual([probe]);
    return step;
  });

  doctor('says whose token it is that has expired', { ci: 'gitlab', job: { lifetimeSeconds: -600 } }, async (scene) => {
    const step = await scene.cli(...asked, '--try');
    expect(step.exitCode).toBe(3);
    expect(step.stdout).toMatch(/expired 10 min ago/);
    expect(columns(step.stdout)).toContain(`  sub  ${subject}\n`);
    expect(scene.requests()).toEqual([probe]);
    return step;
  });

  doctor(
    'says that AWS cannot be reached',
    { ci: 'gitlab', env: { AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:9' } },
    async (scene) => {
      const step = await scene.cli(...asked);
      expect(step.exitCode).toBe(5);
      expect(columns(step.stdout)).toContain('STS  http://127.0.0.1:9 does not answer: ');
      expect(step.stdout).toMatch(/^network-failed \(exit code 5\): /);
      return step;
    },
  );

  doctor(
    'gives the exit code of the policy where AWS cannot be reached',
    { ci: 'gitlab', env: { AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:9' } },
    async (scene) => {
      scene.write('work/trust.json', JSON.stringify(policyFor('other')));
      const step = await scene.cli(...asked, '--trust-policy', 'trust.json');
      expect(step.exitCode).toBe(4);
      expect(step.stdout).toMatch(/^sts-access-denied \(exit code 4\): The trust policy refuses this token\.\n/);
      const both = await scene.cli(...asked, '--try', '--retry-max-attempts', '1', '--trust-policy', 'trust.json');
      expect(both.exitCode).toBe(4);
      expect(both.stdout).toContain('\nAlso network-failed: ');
      scene.write('work/trust.json', JSON.stringify(policyFor(subject)));
      const tried = await scene.cli(...asked, '--try', '--retry-max-attempts', '1', '--trust-policy', 'trust.json');
      expect(tried.exitCode).toBe(5);
      const accepted = await scene.cli(...asked, '--trust-policy', 'trust.json');
      expect(accepted.exitCode).toBe(0);
      expect(columns(accepted.stdout)).toContain('STS  http://127.0.0.1:9 does not answer: ');
      return step;
    },
  );

  doctor('takes the line of the command that failed', { ci: 'gitlab' }, async (scene) => {
    const more = ['--export', 'profile', '--aws-profile', 'x', '--profile-type', 'static', '--then-assume', role];
    const also = ['--inline-session-policy', '{}', '--allowed-account-ids', accountId, '--retry-max-attempts', '2'];
    const step = await scene.cli(...asked, ...more, ...also, '--token-env', 'AWS_ID_TOKEN');
    expect(step.exitCode).toBe(0);
    const roles = await scene.cli('doctor', '--aws-region', 'eu-central-1', '--roles', `a = ${role}`);
    expect(columns(roles.stdout)).toContain(`Role  ${role}\n`);
    expect(scene.requests()).toEqual([probe, probe]);
    return step;
  });

  doctor('does not explain by the token that a later role is refused', { ci: 'gitlab' }, async (scene) => {
    const step = await scene.cli(...asked, '--then-assume', `${role}-2`, '--try', '--retry-max-attempts', '1');
    expect(step.exitCode).toBe(4);
    expect(step.stdout).toMatch(/^sts-access-denied .*\n {2}The role must exist, /);
    expect(step.stdout).not.toContain('Causes');
    expect(scene.requests()).toEqual(['exchange 200', 'AssumeRole 403 AccessDenied']);
    return step;
  });

  doctor(
    'says why there is no token where other credentials take its place',
    { ci: 'github', env: { ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined, ...keys } },
    async (scene) => {
      const step = await scene.cli(...asked);
      expect(step.exitCode).toBe(0);
      expect(step.stderr).toContain('the id-token permission is missing. Existing credentials would assume the role.');
      expect(scene.requests()).toEqual([probe]);
      return step;
    },
  );

  doctor('looks for no token where other credentials are meant', {}, async (scene) => {
    const step = await scene.cli(...asked, '--role-chaining');
    expect(step.exitCode).toBe(0);
    expect(step.stdout).not.toContain('Token ');
    expect(scene.requests()).toEqual([probe]);
    return step;
  });

  for (const [how, more] of [
    ['is asked for nothing', []],
    ['is to be tried', ['--try']],
  ] as const) {
    doctor(`does not take a login page for AWS where it ${how}`, { ci: 'gitlab' }, async (scene) => {
      scene.interpose(() => ({ status: 302, headers: { location: 'https://login.example/' }, body: '' }));
      const step = await scene.cli(...asked, ...more);
      expect(step.exitCode).toBe(5);
      expect(columns(scene.plain(step.stdout))).toContain('STS  http://<aws> does not answer');
      expect(step.stdout).toMatch(/^sts-answer-unreadable \(exit code 5\): /);
      expect(step.stdout).not.toMatch(/^AWS |refused/m);
      expect(scene.requests()).toEqual([more.length === 0 ? 'GetCallerIdentity 302' : 'exchange 302']);
      return step;
    });
  }
});

describe('doctor on a laptop', () => {
  const claims = JSON.stringify({ iss: 'https://gitlab.com', aud: 'sts.amazonaws.com', sub: subject });

  doctor('makes do with claims and a policy, without a role', {}, async (scene) => {
    scene.write('work/claims.json', claims);
    scene.write('work/trust.json', JSON.stringify(policyFor('x')));
    const step = await scene.cli('doctor', '--claims', 'claims.json', '--trust-policy', 'trust.json', '--json');
    expect(step.exitCode).toBe(4);
    expect(JSON.parse(step.stdout)).toMatchObject({
      ci: { id: 'custom' },
      provider: { arn: `arn:aws:iam::${accountId}:oidc-provider/gitlab.com`, url: 'https://gitlab.com' },
      trustPolicy: { source: 'trust.json', accepts: false },
      problems: [{ code: 'sts-access-denied' }],
      findings: [{ id: 'subject-mismatch', likelihood: 'certain' }],
    });
    expect(JSON.parse(step.stdout)).not.toHaveProperty('sts');
    expect(JSON.parse(step.stdout)).not.toHaveProperty('acceptingPolicy');
    expect(scene.requests()).toEqual([]);
    return step;
  });

  doctor('reads what > of Windows PowerShell writes', {}, async (scene) => {
    const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}\r\n`, 'utf16le');
    scene.write('work/claims.json', utf16(claims));
    scene.write('work/trust.json', utf16(JSON.stringify(policyFor(subject))));
    const step = await scene.cli('doctor', '--claims', 'claims.json', '--trust-policy', 'trust.json');
    expect(step.exitCode).toBe(0);
    expect(columns(step.stdout)).toContain('CI  not recognized (custom)\n');
    return step;
  });

  doctor('makes do with a token file, and a role that the file names', { secretsIn: ['work/token'] }, async (scene) => {
    scene.write('work/token', await scene.token('gitlab'));
    scene.write(
      'work/role.json',
      JSON.stringify({ Role: { Arn: role, AssumeRolePolicyDocument: policyFor(subject) } }),
    );
    const step = await scene.cli('doctor', '--token-file', 'token', '--trust-policy', 'role.json');
    expect(step.exitCode).toBe(0);
    expect(columns(step.stdout)).toContain('Token  from the file token, ');
    expect(scene.requests()).toEqual([probe]);
    return step;
  });

  doctor('names no client ID for a token without an audience', {}, async (scene) => {
    scene.write('work/claims.json', JSON.stringify({ iss: 'https://gitlab.com', sub: subject }));
    const step = await scene.cli('doctor', '--claims', 'claims.json');
    expect(step.exitCode).toBe(3);
    expect(step.stdout).toMatch(/with the URL https:\/\/gitlab\.com$/m);
    return step;
  });

  doctor('lets no claim write a line of its own', {}, async (scene) => {
    scene.write('work/claims.json', JSON.stringify({ iss: 'https://gitlab.com\n::error::x', aud: 'a', sub: 3 }));
    const step = await scene.cli('doctor', '--claims', 'claims.json');
    expect(step.exitCode).toBe(3);
    expect(step.stdout).not.toMatch(/^::/m);
    expect(step.stdout).toContain('token-claim-missing');
    expect(scene.requests()).toEqual([]);
    return step;
  });
});

describe('doctor refuses', () => {
  const wrong: Readonly<Record<string, readonly [args: readonly string[], code: string]>> = {
    'both claims and a token': [['--claims', 'a', '--token-file', 'b'], 'option-conflict'],
    'to try with claims alone': [['--claims', 'a', '--try', '--role-arn', role], 'option-conflict'],
    'to try without a role': [['--try'], 'role-missing'],
    'to fetch without a role': [['--fetch-trust-policy'], 'role-missing'],
    'two policies': [['--trust-policy', 'a', '--fetch-trust-policy', '--role-arn', role], 'option-conflict'],
    'a policy that is not there': [['--trust-policy', 'none.json'], 'input-unreadable'],
    'claims that are not there': [['--claims', 'none.json'], 'input-unreadable'],
    'an option that it does not have': [['--exprot', 'env'], 'option-unknown'],
  };
  for (const [sentence, [args, code]] of Object.entries(wrong)) {
    doctor(sentence, { ci: 'gitlab' }, async (scene) => {
      const step = await scene.cli('doctor', ...args);
      expect(step).toMatchObject({ exitCode: 2, error: code, stdout: '' });
      return step;
    });
  }
});
