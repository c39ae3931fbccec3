import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../../src/emulator/default-config.ts';
import { emulatedCis } from '../../src/emulator/jobs/index.ts';
import { trusting } from './account.ts';
import { scenario, scenarioOnEveryNode } from './scenario.ts';
import type { Scene } from './scene.ts';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const readme = read('README.md');

/** How a CI's example is run: as what its lines say, in the order in which they stand there. */
interface Example {
  readonly page: string;
  /** The headline above it. */
  readonly headline: string;
  readonly requests: readonly string[];
  /** What the README's own `whoami`, or a later step's, sends. */
  readonly later: readonly string[];
  readonly secretsIn: readonly string[];
}

const examples: Readonly<Record<string, Example>> = {
  github: {
    page: 'README.md',
    headline: 'GitHub Actions',
    requests: ['token 200', 'exchange 200'],
    later: ['GetCallerIdentity 200'],
    secretsIn: ['step1/GITHUB_ENV'],
  },
  gitlab: {
    page: 'docs/ci/gitlab.md',
    headline: 'The job',
    requests: ['exchange 200'],
    later: ['exchange 200', 'GetCallerIdentity 200'],
    secretsIn: ['private/gitlab-20-302/token-default'],
  },
  circleci: {
    page: 'docs/ci/circleci.md',
    headline: 'The job',
    requests: ['exchange 200'],
    later: ['GetCallerIdentity 200'],
    secretsIn: ['bash-env', 'private/circleci-4d5e6f7a-8b9c-4d0e-9f1a-2b3c4d5e6f7a/receipts.json'],
  },
  semaphore: {
    page: 'docs/ci/semaphore.md',
    headline: 'The job',
    requests: ['exchange 200'],
    later: ['exchange 200', 'GetCallerIdentity 200'],
    secretsIn: ['private/semaphore-job-c117e453-1189-4eaf-b03a-dd6538eb49b2/token-default'],
  },
};

function yamlOf({ page, headline }: Example): string {
  return new RegExp(`^##+ ${headline}\\n[^#]*?\`\`\`yaml\\n([^]*?)\`\`\``, 'm').exec(read(page))?.[1] ?? '';
}

/** Our commands in an example, each of which is a line of shell. */
function commandsIn(yaml: string): readonly string[] {
  return [...yaml.matchAll(/^\s*- (?:run: )?(npx ci-aws-credentials.*)$/gm)].map(([, command = '']) => command);
}

/** The inputs of the action in an example. */
function inputsIn(yaml: string): Readonly<Record<string, string>> {
  const block = /^( *)with:\n((?:\1 +.*\n)+)/m.exec(yaml)?.[2] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/^ *([\w-]+): *(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
}

/** The README's role, which trusts the job of this CI as the emulator's own role for it does. */
function rolesFor(ci: string) {
  return defaultConfig()
    .roles.filter(({ arn }) => arn.endsWith(`/${ci}-deploy`))
    .map((role) => ({ ...role, arn: 'arn:aws:iam::123456789012:role/deploy' }));
}

async function runExample(scene: Scene, yaml: string): Promise<readonly string[]> {
  const inputs = inputsIn(yaml);
  if ('role-to-assume' in inputs) {
    expect(await scene.action(inputs)).toMatchObject({ exitCode: 0, error: undefined });
    return ['npx ci-aws-credentials whoami'];
  }
  const [first = 'false', ...rest] = commandsIn(yaml);
  expect(await scene.bash(first)).toMatchObject({ exitCode: 0 });
  return rest;
}

describe('the job in the README, or on the page of its CI, works', () => {
  for (const [ci, example] of Object.entries(examples)) {
    const { requests, later, secretsIn } = example;
    scenarioOnEveryNode(`on ${ci}`, { ci, aws: { roles: rolesFor(ci) }, secretsIn }, async (scene) => {
      const rest = await runExample(scene, yamlOf(example));
      expect(scene.requests()).toEqual(requests);
      expect(rest).not.toEqual([]);
      for (const command of rest) {
        expect((await scene.bash(command)).stdout).toContain(':assumed-role/deploy/');
      }
      expect(scene.requests()).toEqual(later);
    });
  }

  test('or the lines of its page do, for every CI whose jobs the emulator plays', () => {
    for (const { id, compatibleWith = id } of emulatedCis) {
      const page = readFileSync(new URL(`../../docs/ci/${compatibleWith}.md`, import.meta.url), 'utf8');
      expect(id in examples || /^## The job$/m.test(page), id).toBe(true);
    }
    expect(Object.keys(examples)).toHaveLength(4);
  });
});

/** The commands of a section of a page that stand there by themselves, each with the lines it goes on in. */
function commandsUnder(headline: string, page: string): readonly string[] {
  const section = new RegExp(`^## ${headline}\\n([^]*?)^## `, 'm').exec(read(page))?.[1] ?? '';
  return [...section.matchAll(/(?:^ {4}.*\n)+/gm)].map(([block]) => block.replace(/^ {4}/gm, ''));
}

describe('the lines for longer than an hour work', () => {
  const base = 'arn:aws:iam::123456789012:role/deploy';
  const production = 'arn:aws:iam::210987654321:role/deploy';
  const behind = trusting(production, {
    Effect: 'Allow',
    Principal: { AWS: base },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
  });
  const folder = 'private/gha-9876543210-1-deploy';
  // The profiles of several roles have keys on GitHub, and what is there to undo them has these, too.
  const places = ['home/.aws/credentials', `${folder}/process-default/cache`, `${folder}/receipts.json`];

  scenario(
    'on GitHub',
    { ci: 'github', aws: { roles: [...rolesFor('github'), behind] }, secretsIn: places },
    async (scene) => {
      const [exec = '', profile = '', roles = '', ...more] = commandsUnder('The ways', 'docs/renewal.md');
      expect(more).toEqual([]);
      scene.write('work/deploy.sh', '#!/bin/sh\nexec npx ci-aws-credentials whoami\n', 0o755);
      expect((await scene.bash(exec)).stdout).toContain(':assumed-role/deploy/');
      expect(scene.requests()).toEqual(['token 200', 'exchange 200', 'GetCallerIdentity 200']);
      expect(await scene.bash(profile)).toMatchObject({ exitCode: 0 });
      expect(scene.requests()).toEqual(['token 200', 'exchange 200']);
      expect(await scene.bash(roles)).toMatchObject({ exitCode: 0 });
      expect(scene.requests()).toEqual(['token 200', 'exchange 200', 'AssumeRole 200']);
      for (const options of ['', ' --profile base', ' --profile production']) {
        const account = options.endsWith('production') ? '210987654321' : '123456789012';
        const { stdout } = await scene.bash(`npx ci-aws-credentials whoami${options}`);
        expect(stdout).toContain(`arn:aws:sts::${account}:assumed-role/deploy/`);
      }
      expect(scene.requests()).toEqual(Array.from({ length: 3 }, () => 'GetCallerIdentity 200'));
    },
  );
});

scenario(
  'the refusal in the README is what the log of such a job says',
  { ci: 'gitlab', aws: { roles: rolesFor('gitlab') } },
  async (scene) => {
    const [, sample = ''] = /^ {2}```\n([\s\S]*?)^ {2}```/m.exec(readme) ?? [];
    const [, wanted = ''] = /policy: (\S+)/.exec(sample) ?? [];
    expect(wanted).not.toBe('');
    const condition = { StringEquals: { 'gitlab.com:aud': 'sts.amazonaws.com', 'gitlab.com:sub': wanted } };
    const arn = 'arn:aws:iam::123456789012:role/deploy';
    const { trustPolicyText } = trusting(arn, {
      Effect: 'Allow',
      Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/gitlab.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: condition,
    });
    scene.write('work/trust.json', trustPolicyText);
    const role = 'arn:aws:iam::123456789012:role/refuses';
    const step = await scene.cli(
      '--role-to-assume',
      role,
      '--aws-region',
      'eu-central-1',
      '--trust-policy',
      'trust.json',
    );
    expect(step.exitCode).toBe(4);
    let read = 0;
    for (const part of sample.replace(/^ {2}/gm, '').split(/^ *…\n/m)) {
      expect(step.stderr.slice(read)).toContain(part.trimEnd());
      read = step.stderr.indexOf(part.trimEnd(), read) + part.trimEnd().length;
    }
    scene.requests();
  },
);
