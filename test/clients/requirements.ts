import { spawnSync } from 'node:child_process';

const needed = [
  { name: 'the AWS CLI', check: ['aws', '--version'], package: 'awscli' },
  { name: 'boto3', check: ['python3', '-c', 'import boto3'], package: 'python3-boto3' },
  { name: 'bash', check: ['bash', '--version'], package: 'bash' },
  { name: 'fish', check: ['fish', '--version'], package: 'fish' },
  { name: 'dash', check: ['dash', '-c', ':'], package: 'dash' },
  { name: 'busybox', check: ['busybox', 'true'], package: 'busybox' },
  { name: 'yash', check: ['yash', '--version'], package: 'yash' },
  { name: 'rsync', check: ['rsync', '--version'], package: 'rsync' },
  { name: 'shellcheck', check: ['shellcheck', '--version'], package: 'shellcheck' },
  { name: 'pre-commit', check: ['pre-commit', '--version'], package: 'pre-commit' },
  { name: 'curl', check: ['curl', '--version'], package: 'curl' },
  { name: 'skopeo', check: ['skopeo', '--version'], package: 'skopeo' },
  { name: 'a registry', check: ['docker-registry', '--version'], package: 'docker-registry' },
  { name: 'htpasswd', check: ['sh', '-c', 'command -v htpasswd'], package: 'apache2-utils' },
  { name: 'gpg', check: ['gpg', '--version'], package: 'gnupg' },
  { name: 'pass', check: ['pass', 'version'], package: 'pass' },
  {
    name: 'docker-credential-pass',
    check: ['sh', '-c', 'command -v docker-credential-pass'],
    package: 'golang-docker-credential-helpers',
  },
  { name: 'openssl', check: ['openssl', 'version'], package: 'openssl' },
] as const;

const debian = '/usr/bin:/bin:/usr/local/bin';

/** Debian's own; what somebody put into a home folder is another version each time, and serves where these are not there. */
export const systemPath = missingOn(debian).length === 0 ? debian : `${process.env.PATH}:${debian}`;

function missingOn(searchPath: string): readonly (typeof needed)[number][] {
  return needed.filter(
    ({ check: [file, ...args] }) => spawnSync(file, args, { env: { PATH: searchPath } }).status !== 0,
  );
}

/** A client that is not there is a failure: a test that is left out proves nothing. */
export function setup(): void {
  const missing = missingOn(systemPath);
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(', ');
  const packages = missing.map((client) => client.package).join(' ');
  throw new Error(`These tests need ${names}. On Debian: apt-get install ${packages}`);
}
