// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html
import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cli } from './clients.ts';
import { systemPath } from './requirements.ts';

const project = '11111111-2222-4333-8444-555555555555';
const jobs: readonly (readonly [ci: string, ...options: readonly string[]])[] = [
  ['github', '--repository', 'acme/app', '--repository-id', '456789', '--owner-id', '123456', '--environment', 'a$b'],
  ['gitlab', '--project', 'acme/app', '--project-id', '42', '--tag', 'v*'],
  ['circleci', '--organization-id', '99999999-2222-4333-8444-555555555555', '--project-id', project],
  ['semaphore', '--organization', 'acme', '--repository', 'app', '--project-id', project, '--branch', 'main'],
  ['generic', '--issuer', 'https://ci.example.com/oidc', '--subject', 'job:1', '--audience', 'aws'],
];

const thumbprint = 'f'.repeat(40);

/** An IAM that writes down what it is asked for, and has nothing to say. */
const iam = createServer(async (request, response) => {
  const form = new URLSearchParams(await text(request));
  asked.push(form);
  const action = form.get('Action');
  response.end(`<${action}Response><${action}Result/></${action}Response>`);
});
let asked: URLSearchParams[];
let folder: string;

beforeEach(async () => {
  asked = [];
  folder = mkdtempSync(path.join(tmpdir(), 'trust-'));
  iam.listen(0, '127.0.0.1');
  await once(iam, 'listening');
});
afterEach(() => {
  iam.close();
  rmSync(folder, { recursive: true });
});

describe('a generated script', () => {
  it.each(jobs)('is run by the AWS CLI, which finds nothing amiss, for %s', async (ci, ...options) => {
    const permissions = { Version: '2012-10-17', Statement: [] };
    writeFileSync(path.join(folder, 'mine.json'), JSON.stringify(permissions));
    const generate = (format: string): string => {
      // Without a thumbprint, which AWS made optional in July 2024, Debian's CLI sends nothing.
      const more = ['--permissions', 'mine.json', '--thumbprint', thumbprint, '--account-id', '111122223333'];
      const args = ['trust', 'generate', '--ci', ci, ...options, ...more, '--format', format];
      return execFileSync(process.execPath, [cli, ...args], {
        cwd: folder,
        encoding: 'utf8',
        env: {},
      });
    };
    const { port } = iam.address() as AddressInfo;
    // Before 2.13 the CLI knows no variable for another endpoint.
    const lead = `aws() { command aws --endpoint-url http://127.0.0.1:${port} "$@"; }\n`;
    await promisify(execFile)('sh', ['-euc', lead + generate('cli')], {
      cwd: folder,
      env: {
        PATH: systemPath,
        HOME: folder,
        AWS_REGION: 'us-east-1',
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'AKIAFAKE',
        AWS_SECRET_ACCESS_KEY: 'fake',
      },
    });

    const { provider, role } = JSON.parse(generate('json'));
    expect(asked.map((form) => form.get('Action'))).toEqual([
      'CreateOpenIDConnectProvider',
      'CreateRole',
      'PutRolePolicy',
    ]);
    const [made, trusted, allowed] = asked;
    expect(made?.get('Url')).toBe(provider.Url);
    expect(made?.get('ClientIDList.member.1')).toBe(provider.ClientIDList[0]);
    expect(made?.get('ThumbprintList.member.1')).toBe(thumbprint);
    expect(trusted?.get('RoleName')).toBe(role.RoleName);
    expect(JSON.parse(trusted?.get('AssumeRolePolicyDocument') ?? '')).toEqual(role.AssumeRolePolicyDocument);
    expect(JSON.parse(allowed?.get('PolicyDocument') ?? '')).toEqual(permissions);
  });
});
