import { describe, expect, it } from 'vitest';
import { childEnvironment, withoutProxyOnLoopback } from '../../src/export/child-environment.ts';
import { settingsOnly } from '../../src/export/settings-only.ts';

describe('the environment of a command', () => {
  it('is that of the job, but for whoever the job is in AWS', () => {
    const parent = {
      PATH: '/bin',
      AWS_ACCESS_KEY_ID: 'AKIAFAKE',
      AWS_PROFILE: 'somebody',
      AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/of-the-pod',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1',
      AWS_CA_BUNDLE: '/etc/ca.pem',
      AWS_ENDPOINT_URL_S3: 'http://localhost:9000',
      AWS_MAX_ATTEMPTS: '10',
    };
    expect(childEnvironment(parent, { AWS_REGION: 'eu-central-1' })).toEqual({
      PATH: '/bin',
      AWS_CA_BUNDLE: '/etc/ca.pem',
      AWS_ENDPOINT_URL_S3: 'http://localhost:9000',
      AWS_MAX_ATTEMPTS: '10',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_REGION: 'eu-central-1',
    });
  });

  it.each([
    [{}, '127.0.0.1', '127.0.0.1'],
    [{ NO_PROXY: 'a.example,b.example' }, 'a.example,b.example,127.0.0.1', 'a.example,b.example,127.0.0.1'],
    [{ no_proxy: '127.0.0.1' }, '127.0.0.1', '127.0.0.1'],
    [{ no_proxy: 'a', NO_PROXY: 'b' }, 'a,127.0.0.1', 'b,127.0.0.1'],
  ])('reaches the loopback address without a proxy: %j', (parent, lower, upper) => {
    expect(withoutProxyOnLoopback(parent)).toEqual({ no_proxy: lower, NO_PROXY: upper });
  });
});

describe('the config file of a command', () => {
  const config = [
    '# the user’s',
    '[profile ci]',
    'role_arn = arn:aws:iam::123456789012:role/x',
    'source_profile = base',
    'region = us-west-2',
    's3 =',
    '  max_concurrent_requests = 20',
    'services = local',
    '[services local]',
    's3 =',
    '  endpoint_url = http://localhost:9000',
    '[profile other]',
    'region = us-east-1',
    '',
  ].join('\n');

  it('has the settings of the user’s profile and the services it names, and nobody’s credentials', () => {
    const text = settingsOnly(config, 'ci', 'eu-central-1');
    expect(text).toContain('[default]\n');
    expect(text).toContain('region = eu-central-1');
    expect(text).toContain('s3 =\n  max_concurrent_requests = 20');
    expect(text).toContain('[services local]\ns3 =\n  endpoint_url = http://localhost:9000');
    expect(text).not.toMatch(/role_arn|source_profile|us-west-2|other/);
  });

  it('is a region where the user has no such profile', () => {
    expect(settingsOnly('', 'default', 'eu-central-1')).toBe('[default]\nregion = eu-central-1\n');
  });
});
