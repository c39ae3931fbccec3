import { describe, expect, it } from 'vitest';
import { trust } from '../../src/commands/trust/trust.ts';
import { errorPage, pageUrl } from '../../src/core/docs-page.ts';
import { HelperError } from '../../src/core/errors.ts';
import type { Env } from '../../src/core/io.ts';
import { Secret } from '../../src/core/secret.ts';
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
const office = {
  ...policy.Statement[0]?.Condition,
  IpAddress: { 'aws:SourceIp': ['198.51.100.0/24', '2001:db8::/32'] },
  DateLessThan: { 'aws:CurrentTime': '2026-12-01T00:00:00Z' },
};
const wide = { ...policy, Statement: [{ ...policy.Statement[0], Condition: {} }] };
const jwt = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify(claims))}.`.replaceAll('=', '');

const files: Readonly<Record<string, string>> = {
  'policy.json': JSON.stringify(policy),
  'office.json': JSON.stringify({ ...policy, Statement: [{ ...policy.Statement[0], Condition: office }] }),
  'wide.json': JSON.stringify(wide),
  'google.json': JSON.stringify({
    ...policy,
    Statement: [{ ...policy.Statement[0], Principal: { Federated: 'accounts.google.com' } }, ...policy.Statement],
  }),
  'role.json': JSON.stringify({ Role: { Arn: 'arn:aws:iam::111122223333:role/a', AssumeRolePolicyDocument: policy } }),
  'roles.json': JSON.stringify({ Roles: [{ AssumeRolePolicyDocument: policy }, { AssumeRolePolicyDocument: policy }] }),
  'twice.json': JSON.stringify(policy).replace('"Version"', '"Version":"2008-10-17","Version"'),
  'claims.json': JSON.stringify(claims),
  'other.json': JSON.stringify({ ...claims, sub: 'repo:acme/app:pull_request\n::error::x' }),
  'token.jwt': `${jwt}\n`,
  'list.json': '[]',
  'resource.json': JSON.stringify({
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        ...policy,
        Statement: [{ ...wide.Statement[0], Principal: { Federated: { Ref: 'P' } } }],
      },
    },
  }),
  'permissions.json': `\ufeff${JSON.stringify({ Version: '2012-10-17', Statement: [] })}`,
  'template.yaml': `Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: ${JSON.stringify(wide)}\n`,
};

interface Run {
  readonly code: number;
  readonly stdout: string;
}

async function run(line: string, jobClaims?: Claims, jobEnv?: Env): Promise<Run> {
  const job = jobClaims === undefined ? {} : { 'job.jwt': jwtOf(jobClaims) };
  const { io, printed } = makeWorld({
    files: { ...files, ...job },
    env: jobEnv ?? (jobClaims === undefined ? {} : { AWS_WEB_IDENTITY_TOKEN_FILE: 'job.jwt' }),
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
  it.each(['policy.json', 'role.json', 'google.json'])('%s takes the token', async (file) => {
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
      "\n1. The identity provider in IAM does not list the token's audience as a client ID. The policy already has this audience; only the provider lacks it. [audience-mismatch]\n     aud: sts.amazonaws.com\n",
    );
    expect(stdout).toContain('\n     client IDs: a, b\n');
    expect(stdout).toMatch(/\nRefused\.\n$/);
    expect((await run('check policy.json --claims claims.json --provider-url https://x.example')).code).toBe(1);
  });

  it('refuses when the account is another', async () => {
    expect((await run('check policy.json --claims claims.json --account-id 444455556666')).code).toBe(1);
  });

  it('has a third answer, with a code of its own, until somebody says what only AWS knows', async () => {
    const { code, stdout } = await run('check office.json --claims claims.json');
    expect(code).toBe(8);
    expect(stdout).toMatch(/\nAccepted if\n {2}Statement\[0\], must hold: "IpAddress": .*\n.*"DateLessThan": .*\n$/);
    const known = '--source-ip 2001:db8::7 --time 2026-11-20';
    expect((await run(`check office.json --claims claims.json ${known}`)).code).toBe(0);
    expect((await run('check office.json --claims claims.json --time 2027-01-01T00:00:00+01:00')).code).toBe(1);
    const keys = 'aws:sourceip=198.51.100.7 --request-key aws:CurrentTime=2026-11-20T00:00:00Z';
    expect((await run(`check office.json --claims claims.json --request-key ${keys}`)).code).toBe(0);
    expect(
      (await run(`check office.json --claims claims.json --request-key ${keys} --request-key aws:CurrentTime=x`)).code,
    ).toBe(1);
    const json = JSON.parse((await run('check office.json --claims claims.json --json')).stdout);
    expect(json).toMatchObject({
      accepted: false,
      answer: 'depends',
      dependsOn: [{}, {}].map(() => expect.any(String)),
    });
    expect(json.actions).toMatchObject([{ allowed: 'unknown', statements: [{ applies: 'unknown' }] }]);
  });

  it('speaks JSON', async () => {
    const { stdout } = await run('check policy.json --claims other.json --json');
    expect(JSON.parse(stdout)).toMatchObject({
      accepted: false,
      answer: 'refused',
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
    ['check', 'option-invalid: Pass exactly one policy file.'],
    ['check policy.json', 'token-missing: No token to check. Pass --claims FILE'],
    ['check policy.json --claims a --token-file b', 'option-conflict'],
    ['check none.json --claims claims.json', 'input-unreadable: The file none.json does not exist.'],
    [
      'check template.yaml --claims claims.json',
      'policy-invalid: template.yaml contains no JSON object. Pass the policy of one role, such as the output of',
    ],
    [
      'check policy.json --claims list.json',
      'input-unreadable: list.json does not contain a JSON object. Pass the payload',
    ],
    [
      'check policy.json --claims token.jwt',
      'input-unreadable: token.jwt does not contain a JSON object. It contains a token: pass it with --token-file.',
    ],
    ['check policy.json --token-file claims.json', 'token-malformed'],
    [
      'check roles.json --claims claims.json',
      'policy-invalid: roles.json contains several policies. Pass the policy of one role, such as the output of `aws iam get-role --role-name NAME`.',
    ],
    [
      'check resource.json --claims claims.json',
      'policy-invalid: resource.json contains a policy with values that only the deployment knows. Pass the policy of one role, such as',
    ],
    [
      'check claims.json --claims claims.json',
      'policy-invalid: claims.json contains the claims of a token, not a policy.',
    ],
    [
      'check policy.json --claims policy.json',
      'input-unreadable: policy.json does not contain the claims of a token: iss, sub and aud are missing. Pass the payload of one token, with nothing around it: { "iss": …, "sub": …, "aud": … }.',
    ],
    ['check twice.json --claims claims.json', 'policy-invalid: twice.json: Version appears twice'],
    ['check policy.json --claim claims.json', 'option-unknown: Unknown option: --claim. Did you mean --claims?'],
    [
      'check policy.json --claims claims.json --source-ip 10.0.0.0/8',
      'option-invalid: --source-ip is not an IP address',
    ],
    [
      'check policy.json --claims claims.json --request-key aws:TagKeys=a',
      'option-invalid: --request-key is not a condition key',
    ],
    [
      'check policy.json --claims claims.json --request-key aws:UserAgent',
      'option-invalid: --request-key is not a condition key',
    ],
    ['check policy.json --claims claims.json --account-id 12', 'option-invalid: --account-id is not valid: "12".'],
    ['check policy.json --claims claims.json --time noon', 'option-invalid: --time is not an ISO 8601 time: "noon".'],
    ['check policy.json --claims claims.json --time 2026-13-45', 'option-invalid: --time is not an ISO 8601 time'],
    ['check policy.json --claims', 'option-invalid: --claims has no value. Add one: --claims FILE.'],
    ['check policy.json --json=yes', 'option-invalid: --json takes no value, but has "yes".'],
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
      page: pageUrl('docs/lint/missing-subject.md'),
    });
  });

  it('reports notes without failing', async () => {
    const { code, stdout } = await run('lint policy.json');
    expect(code).toBe(0);
    expect(stdout).toContain('note name-only-subject: ');
    expect(stdout).toMatch(/\n0 errors, 0 warnings, 1 note\.\n$/);
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
      message: 'broken.json is not JSON: line 1, column 20.',
      hint: 'JSON has only the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u.',
    });
    expect(said).toEqual([
      `error [input-unreadable]: The file none.json does not exist.\n${errorPage('input-unreadable')}`,
    ]);
    expect(JSON.parse(printed.join(''))).toContainEqual(expect.objectContaining({ file: 'wide.json' }));
  });

  it.each([
    ['lint', 'option-invalid: Pass the files to check.'],
    [
      'lint policy.json --format xml',
      'option-invalid: --format has an unknown value: "xml". Use one of text, json, sarif.',
    ],
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

  it('fills itself from the variable of a CI that may have its token in a file too', async () => {
    const iss = 'https://ci.acme.example/oidc';
    const token = jwtOf({ iss, aud: 'mine', sub: 'https://ci.acme.example/job/shop/job/main/', build_number: 17 });
    const env = { JENKINS_URL: 'https://ci.acme.example/', JOB_NAME: 'shop/main', BUILD_NUMBER: '17', TOKEN: token };
    const { stdout } = await run('generate --format json --account-id 111122223333', undefined, env);
    expect(JSON.parse(stdout).provider).toMatchObject({ Url: iss, ClientIDList: ['mine'] });
  });

  it('writes nothing of one run, unless it is told to', async () => {
    const subject = `${sub}:actor:octocat`;
    const line = 'generate --format json --account-id 111122223333';
    expect((await run(line, { ...claims, sub: subject })).stdout).toContain(`"${sub}:actor:*"`);
    expect((await run(`${line} --subject ${subject}`, { ...claims, sub: subject })).stdout).toContain(`"${subject}"`);
  });

  it('needs no account where the template learns it', async () => {
    expect((await run('generate --ci github --repository acme/app --tag v1 --format terraform')).code).toBe(0);
  });

  it.each([
    ['generate', 'option-invalid: --ci is missing. Choose from github, gitlab,'],
    ['generate --ci travis', 'option-invalid: --ci has an unknown value: "travis".'],
    ['generate github', 'option-unknown: Unexpected argument: "github".'],
    ['generate --ci github --repository acme/app --branch main', 'option-invalid: --account-id is missing.'],
    [
      'generate --ci github --repository acme/app --branch main --account-id 1',
      'option-invalid: --account-id is not valid',
    ],
    [
      'generate --ci github --repository acme/app --branch main --format terraform --role-name a/b',
      '--role-name is not valid',
    ],
  ])('%s: %s', async (line, fault) => {
    expect(await faultOf(line)).toContain(fault);
  });
});

describe('trust explain', () => {
  it('says who may assume each role of a file', async () => {
    expect((await run('explain role.json wide.json')).stdout).toBe(
      [
        'arn:aws:iam::111122223333:role/a',
        '  repository acme/app, branch main, on GitHub Actions',
        '',
        'wide.json',
        '  anyone, on GitHub Actions',
        '',
      ].join('\n'),
    );
  });

  it('reads templates, and prints JSON', async () => {
    const [read] = JSON.parse((await run('explain template.yaml --json')).stdout);
    expect(read).toMatchObject({
      path: 'Resources.R.Properties.AssumeRolePolicyDocument',
      isForTokens: true,
      others: [],
    });
    expect(read.entrants).toMatchObject([{ words: 'anyone, on GitHub Actions', isOpen: true, demands: [] }]);
  });

  it('says so of a policy that lets in nobody', async () => {
    expect((await run('explain permissions.json')).stdout).toBe('permissions.json\n  nobody\n');
  });

  it.each([
    ['', 'option-invalid: Pass the files to explain.'],
    ['nowhere.json', 'input-unreadable: The file nowhere.json does not exist.'],
    ['list.json', 'policy-invalid: list.json contains neither a JSON object nor a CloudFormation template.'],
  ])('refuses %j', async (files, message) => {
    expect(await faultOf(`explain ${files}`)).toBe(message);
  });
});

describe('trust audit', () => {
  it('asks AWS in the region of the profile, which may be in another partition', async () => {
    const credentials = { accessKeyId: 'ASIAFAKE9', secretAccessKey: new Secret('fake-own-key') };
    const { io } = makeWorld({
      toolCredentials: async ({ region = 'cn-north-1', endpoint }) => ({ credentials, region, endpoint }),
    });
    await expect(trust.run(['audit'], io)).rejects.toThrow(
      'nobody answers POST https://sts.cn-north-1.amazonaws.com.cn',
    );
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
    expect(await faultOf('')).toBe(
      'command-unknown: trust requires a command. Choose from check, lint, explain, generate, audit.',
    );
    expect(await faultOf('generat')).toBe('command-unknown: Unknown command: trust generat. Did you mean generate?');
  });
});
