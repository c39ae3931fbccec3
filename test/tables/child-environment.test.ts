import { describe, expect, it } from 'vitest';
import { childEnvironment, withoutProxyOnLoopback } from '../../src/export/child-environment.ts';
import { removePrivateFiles } from '../../src/export/private-files.ts';
import { settingsOnly } from '../../src/export/settings-only.ts';
import type { Env } from '../../src/ports.ts';
import { makeWorld } from '../world.ts';

describe('the environment of a command', () => {
  it('loses who others are, and keeps how AWS is reached', () => {
    const parent = { AWS_ACCESS_KEY_ID: 'x', AWS_PROFILE: 'x', AWS_CA_BUNDLE: 'ca', AWS_MAX_ATTEMPTS: '9', PATH: 'p' };
    expect(childEnvironment(parent, { AWS_REGION: 'r' })).toEqual({
      AWS_CA_BUNDLE: 'ca',
      AWS_MAX_ATTEMPTS: '9',
      PATH: 'p',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_REGION: 'r',
    });
  });

  it.each<[parent: Env, lower: string, upper: string]>([
    [{}, '127.0.0.1', '127.0.0.1'],
    [{ NO_PROXY: 'a,b' }, 'a,b,127.0.0.1', 'a,b,127.0.0.1'],
    [{ no_proxy: 'a', NO_PROXY: 'b' }, 'a,127.0.0.1', 'b,127.0.0.1'],
    [{ no_proxy: '127.0.0.1,,a' }, '127.0.0.1,a', '127.0.0.1,a'],
  ])('sends nothing for the loopback address to a proxy: %j', (parent, lower, upper) => {
    expect(withoutProxyOnLoopback(parent)).toEqual({ no_proxy: lower, NO_PROXY: upper });
  });
});

describe('the config of a command', () => {
  it.each([
    ['is empty', '', 'default', '[default]\nregion = r\n'],
    ['has no such profile', '[default]\nretry_mode = standard\n', 'other', '[default]\nregion = r\n'],
    [
      'has a default profile with an identity',
      '[default]\nregion = x\nrole_arn = a\nsource_profile = b\nmax_attempts = 9\n[profile b]\naws_access_key_id = k\n',
      'default',
      '[default]\nregion = r\nmax_attempts = 9\n',
    ],
    [
      'has nested settings',
      '[profile p]\ns3 =\n  max_concurrent_requests = 20\ncredential_process = x\n',
      'p',
      '[default]\nregion = r\ns3 =\n  max_concurrent_requests = 20\n',
    ],
    [
      'has services',
      '[default]\nservices = local\n[services local]\nsts =\n  endpoint_url = u\n[services other]\n',
      'default',
      '[default]\nregion = r\nservices = local\n[services local]\nsts =\n  endpoint_url = u\n',
    ],
  ])('whose user’s %s', (_what, config, profile, expected) => {
    expect(settingsOnly(config, profile, 'r')).toBe(expected);
  });
});

it('of what a receipt says, only paths are removed', () => {
  const world = makeWorld({ files: { '/p/a': '', '/p/b': '' } });
  removePrivateFiles('/p/b', world.io.files);
  removePrivateFiles(['/p/a', 7], world.io.files);
  expect([...world.files.keys()]).toEqual(['/p/b']);
});
