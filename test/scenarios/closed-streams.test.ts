import { describe, expect } from 'vitest';
import { scenarioOnEveryNode } from './scenario.ts';
import type { Scene } from './scene.ts';

const asked = '--role-to-assume arn:aws:iam::123456789012:role/gitlab-deploy --aws-region eu-central-1';

/** Runs a line whose streams lead to a program that has ended, or are otherwise of no use; tells its exit code, and what was said elsewhere. */
async function told(scene: Scene, line: string): Promise<{ readonly exitCode: number; readonly said: string }> {
  await scene.bash(`{ ${line}; } && echo 0 >code || echo $? >code`);
  return { exitCode: Number(scene.read('work/code')), said: scene.read('work/said') ?? '' };
}

describe('whoever reads may go before the end:', () => {
  for (const command of ['--help', 'doctor --help', 'trust generate --help']) {
    scenarioOnEveryNode(`the output of ${command}`, { ci: 'gitlab' }, async (scene) => {
      expect(await told(scene, `{ ci-aws-credentials ${command} 2>said; } > >(true)`)).toEqual({
        exitCode: 0,
        said: '',
      });
    });
  }

  scenarioOnEveryNode(
    'a verdict keeps its exit code',
    { ci: 'gitlab', env: { AWS_ID_TOKEN: undefined } },
    async (scene) => {
      const line = `{ ci-aws-credentials doctor ${asked} 2>said; } > >(true)`;
      expect(await told(scene, line)).toEqual({ exitCode: 3, said: expect.not.stringContaining('EPIPE') });
      expect(scene.requests()).toEqual(['GetCallerIdentity 403 MissingAuthenticationToken']);
    },
  );

  scenarioOnEveryNode('a failure that nobody hears of keeps its exit code', { ci: 'gitlab' }, async (scene) => {
    expect(await told(scene, `ci-aws-credentials ${asked} --wibble > >(true) 2>&1`)).toMatchObject({ exitCode: 2 });
  });

  scenarioOnEveryNode(
    'a hand-over is finished, and cleanup finds what it left',
    { ci: 'gitlab', secretsIn: ['private/gitlab-20-302/token-default'] },
    async (scene) => {
      expect(await told(scene, `ci-aws-credentials ${asked} --json > >(true) 2>&1`)).toMatchObject({ exitCode: 0 });
      expect(scene.read('home/.aws/config')).toContain('[default]');
      expect(scene.requests()).toEqual(['exchange 200']);
      expect(await scene.cli('cleanup')).toMatchObject({ exitCode: 0 });
      expect(scene.read('home/.aws/config')).toBeUndefined();
    },
  );
});

describe('what is lost for another reason is said', () => {
  scenarioOnEveryNode('where standard output is a full disk', { ci: 'gitlab', needs: ['/dev/full'] }, async (scene) => {
    expect(await told(scene, `ci-aws-credentials env ${asked} >/dev/full 2>said`)).toEqual({
      exitCode: 7,
      said: expect.stringContaining('error file-not-writable: standard output cannot be written: no space left'),
    });
    expect(scene.requests()).toEqual(['exchange 200']);
  });
});
