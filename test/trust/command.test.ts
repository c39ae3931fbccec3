import { describe, expect, it } from 'vitest';
import { trust } from '../../src/commands/trust/trust.ts';
import { HelperError } from '../../src/core/errors.ts';
import type { Claims } from '../../src/token/token.ts';
import { makeWorld } from '../world.ts';

const github = 'token.actions.githubusercontent.com';
const sub = 'repo:acme/app:ref:refs/heads/main';
const claims = { iss: `https://${github}`, aud: 'sts.amazonaws.com', sub, repository: 'acme/app' };
const policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${github}` },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { [`${github}:sub`]: sub, [`${github}:aud`]: 'sts.amazonaws.com' } },
    },
  ],
};
const wide = { ...policy, Statement: [{ ...policy.Statement[0], Condition: {} }] };
const jwt = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify(claims))}.`.replaceAll('=', '');

const files: Readonly<Record<string, string>> = {
  'policy.json': JSON.stringify(policy),
  'wide.json': JSON.stringify(wide),
  'role.json': JSON.stringify({ Role: { Arn: 'arn:aws:iam::111122223333:role/a', AssumeRolePolicyDocument: policy } }),
  'roles.json': JSON.stringify({ Roles: [{ AssumeRolePolicyDocument: policy }, { AssumeRolePolicyDocument: policy }] }),
  'twice.json': JSON.stringify(policy).replace('"Version"', '"Version":"2008-10-17","Version"'),
  'claims.json': JSON.stringify(claims),
  'other.json': JSON.stringify({ ...claims, sub: 'repo:acme/app:pull_request\n::error::x' }),
  'token.jwt': `${jwt}\n`,
  'list.json': '[]',
  'permissions.json': JSON.stringify({ Version: '2012-10-17', Statement: [] }),
  'template.yaml': `Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: ${JSON.stringify(wide)}\n`,
};

interface Run {
  readonly code: number;
  readonly stdout: string;
}

async function run(line: string, jobClaims?: Claims): Promise<Run> {
  const job = jobClaims === undefined ? {} : { 'job.jwt': jwtOf(jobClaims) };
  const { io, printed } = makeWorld({
    files: { ...files, ...job },
    env: jobClaims === undefined ? {} : { AWS_WEB_IDENTITY_TOKEN_FILE: 'job.jwt' },
  });
  const args = line.split(' ').filter(Boolean);
  if (args.includes('--help')) return { code: 0, stdout: trust.helpFor?.(args) ?? '' };
  return { code: await trust.run(args, io), stdout: printed.join('') };
}

function jwtOf(payload: Claims): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'ES256' })}.${part(payload)}.fake`;
}

async function faultOf(line: string): Promise<string> {
  const error = await run(line).then(
    () => undefined,
    (thrown) => thrown,
  );
  return error instanceof HelperError ? `${error.code}: ${error.message} ${error.hint ?? ''}`.trim() : String(error);
}

describe('trust check', () => {
  it.each(['policy.json', 'role.json'])('%s takes the token', async (file) => {
    const { code, stdout } = await run(`check ${file} --claims claims.json`);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\nAccepted\.\n$/);
  });

  it('reads the token itself, and takes the one of the job otherwise', async () => {
    expect((await run('check policy.json --token-file token.jwt')).code).toBe(0);
    expect((await run('check policy.json', claims)).code).toBe(0);
  });

  it('refuses another token, and no claim writes a line of its own', async () => {
    const { code, stdout } = await run('check policy.json --claims other.json');
    expect(code).toBe(1);
    expect(stdout).toContain('token:  repo:acme/app:pull_request\\u000a::error::x\n');
    expect(stdout).toMatch(/\nRefused\.\n$/);
    expect(stdout).not.toMatch(/^::/m);
  });

  it('refuses what IAM refuses before the policy', async () => {
    const { code, stdout } = await run('check policy.json --claims claims.json --client-id a --client-id b');
    expect(code).toBe(1);
    expect(stdout).toContain(
      "\n1. The identity provider in IAM does not list the token's audience as a client ID. On GitHub the option `audience` chooses the audience. [audience-mismatch]\n     aud: sts.amazonaws.com\n",
    );
    expect(stdout).toContain('\n     client IDs: a, b\n');
    expect(stdout).toMatch(/\nRefused\.\n$/);
    expect((await run('check policy.json --claims claims.json --provider-url https://x.example')).code).toBe(1);
  });

  it('refuses when the account is another', async () => {
    expect((await run('check policy.json --claims claims.json --account-id 444455556666')).code).toBe(1);
  });

  it('speaks JSON', async () => {
    const { stdout } = await run('check policy.json --claims other.json --json');
    expect(JSON.parse(stdout)).toMatchObject({
      accepted: false,
      problems: [
        {
          code: 'sts-access-denied',
          message: 'The subject is customized by the organization or the repository.',
        },
      ],
      findings: [{ id: 'github-subject-template', likelihood: 'certain' }],
      actions: [{ action: 'sts:AssumeRoleWithWebIdentity', statements: [{ conditions: [{ matched: false }, {}] }] }],
    });
  });

  it.each([
    ['check', 'option-invalid: Name one policy file.'],
    ['check policy.json', 'token-missing: There is no token to check. Give --claims FILE'],
    ['check policy.json --claims a --token-file b', 'option-conflict'],
    ['check none.json --claims claims.json', 'input-unreadable: There is no file none.json.'],
    ['check policy.json --claims list.json', 'input-unreadable: list.json holds no JSON object.'],
    ['check policy.json --token-file claims.json', 'token-malformed'],
    ['check roles.json --claims claims.json', 'policy-invalid: roles.json holds several policies.'],
    ['check twice.json --claims claims.json', 'policy-invalid: twice.json: Version appears twice'],
    ['check policy.json --claim claims.json', 'option-unknown: There is no option --claim. Did you mean --claims?'],
    ['check policy.json --claims', 'option-invalid: --claims has no value. Give one: --claims FILE.'],
    ['check policy.json --json=yes', 'option-invalid: --json takes no value, and has "yes".'],
  ])('%s: %s', async (line, fault) => {
    expect(await faultOf(line)).toContain(fault);
  });
});

describe('trust lint', () => {
  it('finds the traps of many files, templates among them', async () => {
    const { code, stdout } = await run('lint policy.json template.yaml --json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toContainEqual({
      rule: 'missing-subject',
      severity: 'error',
      message: expect.any(String),
      fix: expect.any(String),
      file: 'template.yaml',
      path: 'Resources.R.Properties.AssumeRolePolicyDocument.Statement[0]',
    });
  });

  it('reports notes without failing', async () => {
    const { code, stdout } = await run('lint policy.json');
    expect(code).toBe(0);
    expect(stdout).toContain('note name-only-subject: ');
    expect(stdout).toMatch(/\n0 errors, 0 warnings, 1 notes\.\n$/);
  });

  it('writes SARIF whose results point at their rules', async () => {
    const { stdout } = await run('lint wide.json --format sarif');
    const { version, runs } = JSON.parse(stdout);
    expect(version).toBe('2.1.0');
    for (const { ruleId, ruleIndex, locations } of runs[0].results) {
      expect(runs[0].tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(locations[0].physicalLocation.artifactLocation.uri).toBe('wide.json');
    }
    expect(runs[0].results.length).toBeGreaterThan(0);
  });

  it('checks the other files where one cannot be read, and says what is wrong with each', async () => {
    const { io, printed, said } = makeWorld({ files: { ...files, 'broken.json': '{ "Statement": "arn\\:aws" }' } });
    const args = ['lint', 'broken.json', 'none.json', 'wide.json', '--json'];
    await expect(trust.run(args, io)).rejects.toMatchObject({
      code: 'policy-invalid',
      message: expect.stringMatching(/^broken\.json, line 1, column \d+ is neither JSON nor YAML: /),
    });
    expect(said).toEqual(['error [input-unreadable]: There is no file none.json.']);
    expect(JSON.parse(printed.join(''))).toContainEqual(expect.objectContaining({ file: 'wide.json' }));
  });

  it.each([
    ['lint', 'option-invalid: Name the files to check.'],
    ['lint policy.json --format xml', 'option-invalid: --format cannot be "xml". Choose from text, json, sarif.'],
    ['lint list.json', 'policy-invalid: list.json contains neither'],
  ])('%s: %s', async (line, fault) => {
    expect(await faultOf(line)).toContain(fault);
  });
});

describe('trust generate', () => {
  it('writes for the options that are given', async () => {
    const { code, stdout } = await run(
      'generate --ci github --repository acme/app --branch main --pull-request --format json --account-id 111122223333 --permissions permissions.json --thumbprint 0123456789012345678901234567890123456789',
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      provider: { ThumbprintList: ['0123456789012345678901234567890123456789'] },
      role: {
        RoleName: 'ci-deploy',
        AssumeRolePolicyDocument: {
          Statement: [{ Condition: { StringEquals: { [`${github}:sub`]: [sub, 'repo:acme/app:pull_request'] } } }],
        },
      },
      permissions: { Statement: [] },
    });
  });

  it('fills itself from the token of the job, and options win', async () => {
    const line = 'generate --format json --account-id 111122223333 --partition aws-us-gov --audience mine';
    const { stdout } = await run(line, claims);
    expect(JSON.parse(stdout)).toMatchObject({
      provider: { Url: `https://${github}`, ClientIDList: ['mine'] },
      role: {
        AssumeRolePolicyDocument: {
          Statement: [
            {
              Principal: { Federated: `arn:aws-us-gov:iam::111122223333:oidc-provider/${github}` },
              Condition: { StringEquals: { [`${github}:sub`]: sub } },
            },
          ],
        },
      },
    });
  });

  it('needs no account where the template learns it', async () => {
    expect((await run('generate --ci github --repository acme/app --tag v1 --format terraform')).code).toBe(0);
  });

  it.each([
    ['generate', 'option-invalid: --ci is missing. Choose from github, gitlab,'],
    ['generate --ci travis', 'option-invalid: --ci cannot be "travis".'],
    ['generate github', 'option-unknown: Unexpected argument: "github".'],
    ['generate --ci github --repository acme/app --branch main', 'option-invalid: --account-id is missing.'],
    [
      'generate --ci github --repository acme/app --branch main --account-id 1',
      'option-invalid: --account-id cannot be',
    ],
    [
      'generate --ci github --repository acme/app --branch main --format terraform --role-name a/b',
      '--role-name cannot',
    ],
  ])('%s: %s', async (line, fault) => {
    expect(await faultOf(line)).toContain(fault);
  });
});

describe('trust', () => {
  it.each(['check', 'lint', 'generate', ''])('%s --help shows an example and does nothing', async (name) => {
    const { code, stdout } = await run(`${name} --help`);
    expect(code).toBe(0);
    expect(stdout).toContain('Example:\n');
    expect(stdout).toContain(`Usage: ci-aws-credentials trust ${name}`);
  });

  it('knows no other command', async () => {
    expect(await faultOf('')).toBe('command-unknown: trust needs a command. Choose from check, lint and generate.');
    expect(await faultOf('generat')).toBe('command-unknown: There is no command trust generat. Did you mean generate?');
  });
});
