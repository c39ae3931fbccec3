import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EmulatedRole } from '../../src/emulator/account.ts';
import type { JobOptions } from '../../src/emulator/jobs/emulated-ci.ts';
import { emulatedCis } from '../../src/emulator/jobs/index.ts';
import { emulatedCi } from '../../src/emulator/make-job.ts';
import { parsePolicy } from '../../src/trust/policy.ts';
import { exchangeParameters, post, startForTest } from './start-for-test.ts';

const documented = emulatedCis.filter(({ compatibleWith }) => compatibleWith === undefined).map(({ id }) => id);

/** The role of the page of a CI, with the trust policy that the page shows. */
function roleOf(ci: string): EmulatedRole {
  const page = readFileSync(path.resolve(import.meta.dirname, `../../docs/ci/${ci}.md`), 'utf8');
  const text = /^```json\n([\s\S]*?)^```/m.exec(page)?.[1] ?? '';
  return {
    arn: 'arn:aws:iam::123456789012:role/deploy',
    trustPolicy: parsePolicy(text, `docs/ci/${ci}.md`),
    trustPolicyText: text,
    maxSessionDuration: 3600,
  };
}

const organization = '5d3e5e5e-4c5b-4a3b-9d0a-1f2e3d4c5b6a';
const otherProject = '11111111-1111-4111-8111-111111111111';

/** Jobs of a branch that the page's policy is not for, and why. */
const otherKinds: Readonly<Record<string, string>> = {
  'ci-job-jwt-v2': 'of servers that are too old',
  v1: 'without a branch in it',
  cron: 'without a branch in it',
  manual: 'without a branch in it',
  'module-test': 'of no workspace',
  'service-connection': 'of a connection',
  'workspace-audience': 'for the workspace',
  'api-server': 'not for AWS',
};

const tagOf = (name: string, value: string) => ({
  'https://aws.amazon.com/tags': { principal_tags: { [name]: [value] } },
});

/** Where AWS cannot tell the branches of a project apart: the jobs that a policy can keep out. */
const namesNoBranch: Readonly<Record<string, readonly JobOptions[]>> = {
  // The tag has the branch's name, and no other part says that it is one.
  codefresh: [{ ref: 'refs/heads/main2' }, { pullRequest: 7 }, { variant: 'cron' }],
  bitrise: [{ claims: { sub: 'app:0000000000000000' } }],
  harness: [{ claims: { sub: 'account/gz4oUcFfRgqWumQewdLGw:org/default:project/blog' } }],
  teamcity: [{ claims: { sub: 'Shop_Test' } }],
  spacelift: [{ pullRequest: 7 }, { claims: { sub: 'space:dev:stack:infra:run_type:TRACKED:scope:write' } }],
  env0: [{ claims: { sub: 'auth0|0000000000000000' } }, { claims: tagOf('projectId', otherProject) }],
  'hcp-terraform': [
    { variant: 'module-test' },
    { claims: { sub: 'organization:acme:project:Default Project:workspace:blog:run_phase:apply' } },
  ],
  fly: [{ claims: { sub: 'acme:blog:weathered-snow-7797' } }, { audience: 'https://fly.io/acme' }],
  google: [{ claims: { sub: '1', azp: '1' } }, { audience: 'https://example.com' }],
  kubernetes: [{ claims: { sub: 'system:serviceaccount:ci:default' } }],
  circleci: [
    { claims: { 'oidc.circleci.com/project-id': otherProject } },
    { claims: { sub: `org/${organization}/project/${otherProject}/user/u` } },
  ],
  'azure-pipelines': [{ claims: { sub: 'p://acme/shop/other' } }, { claims: { sub: 'p://acme/other/deploy' } }],
  // A tag and a branch of one name are one job.
  jenkins: [{ ref: 'refs/heads/main2' }, { pullRequest: 7 }],
  bitbucket: [{ claims: { sub: `{${otherProject}}:{9e8d7c6b-5a4f-4e3d-8c2b-1a0f9e8d7c6b}` } }],
};

async function statusFor(ci: string, job: JobOptions): Promise<number> {
  const role = roleOf(ci);
  const emulator = await startForTest({ roles: [role] });
  const token = await emulator.issueToken(ci, job);
  const parameters = await exchangeParameters(emulator, { RoleArn: role.arn, WebIdentityToken: token });
  return (await post(emulator, parameters)).status;
}

describe.each(documented)('the trust policy in docs/ci/%s.md', (ci) => {
  const kinds = emulatedCi(ci).variants.filter((variant) => !(variant in otherKinds));

  it('accepts a job of the branch main', async () => {
    for (const variant of [undefined, ...kinds]) expect(await statusFor(ci, { variant })).toBe(200);
  });

  const others: readonly JobOptions[] = namesNoBranch[ci] ?? [
    { ref: 'refs/heads/main2' },
    { ref: 'refs/tags/main' },
    { pullRequest: 7 },
  ];

  it.each(others)('refuses the job %j', async (job) => {
    // AWS says 400 to a token whose audience no provider has.
    expect([400, 403]).toContain(await statusFor(ci, job));
  });
});

it('a CI without a page speaks the protocol of one that has a page', () => {
  for (const { compatibleWith } of emulatedCis) expect([undefined, ...documented]).toContain(compatibleWith);
});
