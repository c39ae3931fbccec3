import { expect, it } from 'vitest';
import { role, startScene } from './scene.ts';

it.each(['utf16le', 'utf8'] as const)(
  'a token file as Windows PowerShell writes it, in %s, is read',
  async (encoding) => {
    const scene = await startScene({ ci: 'gitlab' });
    const token = await scene.emulator.issueToken('gitlab');
    const path = scene.write(scene.work, 'token', Buffer.from(`\ufeff${token}\r\n`, encoding));
    const args = [
      '--role-to-assume',
      role('gitlab'),
      '--aws-region',
      'eu-central-1',
      '--web-identity-token-file',
      path,
    ];
    const step = await scene.cli(...args, '--profile-type', 'web-identity');
    expect(step.exitCode, step.stderr).toBe(0);
    const whoami = await scene.cli('whoami');
    expect(whoami.stdout, whoami.stderr).toContain('assumed-role/gitlab-deploy');
  },
);
