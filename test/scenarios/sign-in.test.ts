import { describe, expect } from 'vitest';
import { scenario } from './scenario.ts';

describe('a profile of somebody who signs in with a browser', () => {
  const session = '[sso-session corp]\nsso_start_url = https://corp.example/start\nsso_region = eu-central-1\n';
  const account = 'sso_account_id = 123456789012\nsso_role_name = dev';
  const files = { 'home/.aws/config': `[default]\nsso_session = corp\n${account}\nregion = eu-central-1\n${session}` };

  scenario('is told that a job has no such session', { files }, async (scene) => {
    const step = await scene.cli('whoami');
    expect(step).toMatchObject({ exitCode: 3, error: 'credentials-missing' });
    expect(step.stderr).toContain('uses a browser sign-in');
    scene.requests();
  });
});
