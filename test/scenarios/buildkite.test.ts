import { describe, expect } from 'vitest';
import { rolesWith } from './account.ts';
import { scenario, scenarioOnEveryNode } from './scenario.ts';
import type { Scene } from './scene.ts';

const role = 'arn:aws:iam::123456789012:role/buildkite-deploy';
const asked = ['--role-to-assume', role, '--aws-region', 'eu-central-1'];
const jobName = 'buildkite-job-0190046e-e199-453b-a302-a21a4d649d31';
const session = `arn:aws:sts::123456789012:assumed-role/buildkite-deploy/${jobName}`;
const cache = `private/${jobName}/process-default/cache`;

/** The agent's program, as far as it is needed: it notes what it is asked for, and what it is to hide. */
async function agent(scene: Scene, before = ''): Promise<void> {
  scene.write('agent/token', await scene.token('buildkite'));
  scene.program(
    'buildkite-agent',
    `umask 077; cd '${scene.path('agent')}'; echo "$*" >> asked
case "$1" in
redactor) cat >> redacted; echo >> redacted;;
oidc) ${before} cat token;;
esac`,
  );
}

describe('the command line on Buildkite', () => {
  scenarioOnEveryNode(
    'writes a profile that renews itself, and has the agent hide all secrets before; cleanup leaves nothing',
    { ci: 'buildkite', secretsIn: [cache, 'agent/token', 'agent/redacted'] },
    async (scene) => {
      await agent(scene, 'echo "WARN: a new agent is available";');
      const step = await scene.cli(...asked);
      expect(step).toMatchObject({ exitCode: 0, stdout: '', masks: [] });
      expect(step.log).toContain(
        `Assumed ${role} as ${jobName} in eu-central-1, with the token from the command buildkite-agent oidc request-token.`,
      );
      expect(scene.read('agent/asked')).toBe(
        [
          'oidc request-token --audience sts.amazonaws.com --claim organization_id,pipeline_id,cluster_id',
          'redactor add --format json',
          'redactor add --format json',
          '',
        ].join('\n'),
      );
      const [token, keys] = (scene.read('agent/redacted') ?? '').trim().split('\n');
      expect(Object.values(JSON.parse(token ?? ''))).toEqual([scene.read('agent/token')]);
      expect(Object.keys(JSON.parse(keys ?? ''))).toHaveLength(3);
      expect(scene.requests()).toEqual(['exchange 200']);
      expect((await scene.cli('whoami')).stdout).toBe(`${session}\n`);
      expect(scene.requests()).toEqual(['GetCallerIdentity 200']);
      await scene.cli('cleanup');
      expect(scene.secretPlaces()).toEqual(['agent/redacted', 'agent/token']);
    },
  );

  scenario(
    'asks as the agent does where only its variables are in the container, and renews the same way',
    { ci: 'buildkite', aws: { sessionSeconds: 2 }, secretsIn: [cache] },
    async (scene) => {
      const step = await scene.cli(...asked);
      expect(step).toMatchObject({ exitCode: 0, error: undefined });
      expect(step.log).toContain(
        'note: The keys cannot be redacted in the log of this job (buildkite-agent is not on the PATH). Do not print them.',
      );
      expect((await scene.bash('sleep 2.2; npx ci-aws-credentials whoami')).stdout).toBe(`${session}\n`);
      const renewed = ['token 200', 'exchange 200'];
      expect(scene.requests()).toEqual([...renewed, ...renewed, 'GetCallerIdentity 200']);
    },
  );

  scenario(
    'is refused where session tags are not allowed, and says so',
    {
      ci: 'buildkite',
      env: { BUILDKITE_OIDC_TOKEN_AWS_SESSION_TAGS: 'pipeline_id' },
      aws: { roles: rolesWith({ actions: { negated: false, patterns: ['sts:AssumeRoleWithWebIdentity'] } }) },
    },
    async (scene) => {
      const step = await scene.cli(...asked, '--disable-retry');
      expect(step).toMatchObject({ exitCode: 4, error: 'sts-access-denied', changed: [] });
      expect(step.stderr).toContain('sts:TagSession');
      expect(scene.requests()).toEqual(['token 200', 'exchange 403 AccessDenied']);
    },
  );

  scenario('does not wait for ever for an agent that hangs', { ci: 'buildkite' }, async (scene) => {
    scene.program('buildkite-agent', 'sleep 20');
    expect(await scene.cli(...asked, '--timeout', '1')).toMatchObject({
      exitCode: 5,
      error: 'deadline-exceeded',
      changed: [],
    });
  });

  scenario('says what an old agent says', { ci: 'buildkite' }, async (scene) => {
    scene.program('buildkite-agent', `echo "No help topic for 'oidc'" >&2; exit 3`);
    const step = await scene.cli(...asked);
    expect(step).toMatchObject({ exitCode: 3, error: 'token-endpoint-failed', changed: [] });
    expect(step.stderr).toContain("buildkite-agent oidc failed with exit code 3: No help topic for 'oidc'");
  });

  scenario('says what to hand on where there is neither agent nor variable', { ci: 'buildkite' }, async (scene) => {
    delete scene.env.BUILDKITE_AGENT_ACCESS_TOKEN;
    const step = await scene.cli(...asked);
    expect(step).toMatchObject({ exitCode: 3, error: 'token-missing', changed: [] });
    expect(step.stderr).toContain('mount-buildkite-agent: true');
  });

  scenario('asks for the audience that is wanted', { ci: 'buildkite' }, async (scene) => {
    const step = await scene.cli(...asked, '--audience', 'my-aud');
    expect(step).toMatchObject({ exitCode: 4, error: 'sts-audience', changed: [] });
    expect(step.stderr).toContain("The job chooses Buildkite's audience");
    expect(scene.requests()).toEqual(['token 200', 'exchange 400 InvalidIdentityToken']);
  });

  scenario('tells of a token that has ended', { ci: 'buildkite', job: { lifetimeSeconds: -120 } }, async (scene) => {
    expect(await scene.cli(...asked)).toMatchObject({ exitCode: 3, error: 'token-expired', changed: [] });
    expect(scene.requests()).toEqual(['token 200']);
  });
});
