import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ciProviders } from '../../src/ci/index.ts';
import { trusting } from './account.ts';
import { scenario } from './scenario.ts';

/** What a job leaves while it runs, and what it sends; the rest is on the page of its CI. */
interface Played {
  /** The name of its session, and of its private folder. */
  readonly session: string;
  readonly hands: 'token' | 'keys' | 'program' | 'nothing';
  /** Whether it asks a service for its token. */
  readonly asks?: true;
}

const played: Readonly<Record<string, Played>> = {
  codefresh: { session: 'codefresh-64df20a3ddfbc8a9f1f8a3c1', hands: 'keys', asks: true },
  bitrise: { session: 'bitrise-0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d', hands: 'program', asks: true },
  harness: { session: 'harness-deploy-42', hands: 'keys' },
  teamcity: { session: 'teamcity-Deploy-42', hands: 'keys' },
  spacelift: { session: 'spacelift-run-01JZ8QF5Y1VJ2S3T4U5V6W7X8Y', hands: 'token' },
  env0: { session: 'env0-4d7664a4-54ab-428b-8e7b-631a7a00c35c', hands: 'token' },
  'hcp-terraform': { session: 'terraform-run-CKuwsxMGgMd3W7Ui', hands: 'token' },
  vercel: { session: 'vercel-dpl_7Gw5ZMBpQA8h9GF832KGp7nwbuh3', hands: 'program' },
  fly: { session: 'fly-shop-3d8d9014b32d68', hands: 'program', asks: true },
  google: { session: 'google-7c0e1f2a-3b4c-4d5e-8f6a-7b8c9d0e1f2a', hands: 'program', asks: true },
  // The token stays in its file.
  kubernetes: { session: 'kubernetes-deploy-x7k2p', hands: 'nothing' },
};

const role = 'arn:aws:iam::123456789012:role/deploy';

function secretsOf({ session, hands }: Played): readonly string[] {
  const folder = `private/${session}`;
  if (hands === 'token') return [`${folder}/token-default`];
  if (hands === 'program') return [`${folder}/process-default/cache`];
  return hands === 'keys' ? ['home/.aws/credentials', `${folder}/receipts.json`] : [];
}

function pageOf(ci: string): string {
  return readFileSync(new URL(`../../docs/ci/${ci}.md`, import.meta.url), 'utf8');
}

/** Our commands in the job of a page, in the order in which they stand there. */
function commandsOf(page: string): readonly string[] {
  const [, section = ''] = /^## The job\n([\s\S]*?)^## /m.exec(page) ?? [];
  return [...section.matchAll(/^\s*(?:- )?(npx ci-aws-credentials .*)$/gm)].map(([, command = '']) => command);
}

/** The role of a page, with the trust policy that the page shows. */
function rolesOf(page: string) {
  const policy = JSON.parse(/^```json\n([\s\S]*?)^```/m.exec(page)?.[1] ?? '');
  return [trusting(role, policy.Statement[0])];
}

describe('the lines of a page work', () => {
  for (const [ci, job] of Object.entries(played)) {
    const page = pageOf(ci);
    scenario(
      `of ${ci}, and leave nothing`,
      { ci, aws: { roles: rolesOf(page) }, secretsIn: secretsOf(job) },
      async (scene) => {
        const [first = 'false', next = 'false', ...more] = commandsOf(page);
        expect(more).toEqual([]);
        expect(await scene.bash(first)).toMatchObject({ exitCode: 0, error: undefined });
        expect(scene.requests()).toEqual([...(job.asks ? ['token 200'] : []), 'exchange 200']);
        expect((await scene.bash(next)).stdout).toBe(`arn:aws:sts::123456789012:assumed-role/deploy/${job.session}\n`);
        const exchanges = job.hands === 'token' || job.hands === 'nothing' ? ['exchange 200'] : [];
        expect(scene.requests()).toEqual([...exchanges, 'GetCallerIdentity 200']);
        expect(await scene.cli('cleanup')).toMatchObject({ exitCode: 0 });
        expect(scene.secretPlaces()).toEqual([]);
        expect(scene.read('home/.aws/config') ?? '').not.toContain('deploy');
      },
    );
  }

  scenario(
    'of GitHub on Depot CI, whose tokens are others',
    { ci: 'depot', secretsIn: ['step1/GITHUB_ENV'] },
    async (scene) => {
      const depotRole = 'arn:aws:iam::123456789012:role/depot-deploy';
      expect(await scene.cli('--role-to-assume', depotRole, '--aws-region', 'eu-central-1')).toMatchObject({
        exitCode: 0,
      });
      expect((await scene.cli('whoami')).stdout).toContain(':assumed-role/depot-deploy/');
      expect(scene.requests()).toEqual(['token 200', 'exchange 200', 'GetCallerIdentity 200']);
    },
  );

  test('for every CI that has no scenarios of its own', () => {
    const files = readdirSync(import.meta.dirname);
    const others = ciProviders()
      .map(({ id }) => id)
      .filter((id) => !files.some((name) => name.startsWith(id)));
    expect(Object.keys(played)).toEqual(others);
  });
});
