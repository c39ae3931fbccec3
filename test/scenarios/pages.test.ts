import { readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { readPolicy } from '../../src/trust/policy.ts';
import { scenario } from './scenario.ts';
import type { Setting } from './scene.ts';

const role = 'arn:aws:iam::123456789012:role/deploy';

/** The first block of a language under "The job", or below it, on the page of a CI. */
function blockOf(ci: string, language: string): string {
  const page = readFileSync(new URL(`../../docs/ci/${ci}.md`, import.meta.url), 'utf8');
  const [, job = ''] = page.split(/^## The job$/m);
  return new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'm').exec(job)?.[1] ?? '';
}

/** Our commands in the job of a page, each of which is a line of shell. */
function commandsIn(job: string): readonly string[] {
  return [...job.matchAll(/(?:eval "\$\()?npx ci-aws-credentials.*$/gm)].map(([command]) => command.replace(/'$/, ''));
}

/** The role of the page, with the trust policy that the page shows. */
function roleOf(ci: string) {
  const policy = JSON.parse(blockOf(ci, 'json'));
  return {
    arn: role,
    trustPolicy: readPolicy(policy, ci),
    trustPolicyText: JSON.stringify(policy),
    maxSessionDuration: 3600,
  };
}

interface Page {
  /** Of the block with the job. */
  readonly language: string;
  readonly setting?: Setting;
  /** What each command sends. */
  readonly requests: readonly (readonly string[])[];
}

const exchanged = ['token 200', 'exchange 200'];
const identified = ['GetCallerIdentity 200'];

const pages: Readonly<Record<string, Page>> = {
  'azure-pipelines': {
    language: 'yaml',
    setting: { secretsIn: ['private/azp-1234-12f1170f-54f2-53f3-20dd-22fc7dff55f9/process-default/cache'] },
    requests: [exchanged, identified, []],
  },
  bitbucket: {
    language: 'yaml',
    setting: { secretsIn: ['private/bitbucket-9e8d7c6b-5a4f-4e3d-8c2b-1a0f9e8d7c6b/token-default'] },
    requests: [['exchange 200'], ['exchange 200', ...identified]],
  },
  jenkins: {
    language: 'groovy',
    setting: { files: { 'work/deploy.sh': 'exec npx ci-aws-credentials whoami' } },
    requests: [['exchange 200', ...identified]],
  },
  buildkite: {
    language: 'yaml',
    setting: { secretsIn: ['private/buildkite-job-0190046e-e199-453b-a302-a21a4d649d31/process-default/cache'] },
    requests: [exchanged, identified],
  },
};

describe('the job on the page, with the role on the page, works', () => {
  for (const [ci, { language, setting, requests }] of Object.entries(pages)) {
    scenario(`of ${ci}`, { ci, ...setting, aws: { roles: [roleOf(ci)] } }, async (scene) => {
      const commands = commandsIn(blockOf(ci, language));
      expect(commands).toHaveLength(requests.length);
      for (const [index, command] of commands.entries()) {
        const step = await scene.bash(command);
        expect(step, command).toMatchObject({ exitCode: 0, error: undefined });
        if (/ (whoami|exec)( |$)/.test(command)) expect(step.stdout).toContain(':assumed-role/deploy/');
        expect(scene.requests(), command).toEqual(requests[index]);
      }
      await scene.cli('cleanup');
      expect(scene.secretPlaces()).toEqual([]);
    });
  }
});
