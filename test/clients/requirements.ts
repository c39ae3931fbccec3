import { spawnSync } from 'node:child_process';

/** Debian's own first; what somebody put into a home folder is another version each time. */
export const systemPath = '/usr/bin:/bin:/usr/local/bin';

const needed = [
  { name: 'the AWS CLI', check: ['aws', '--version'], package: 'awscli' },
  { name: 'boto3', check: ['python3', '-c', 'import boto3'], package: 'python3-boto3' },
  { name: 'bash', check: ['bash', '--version'], package: 'bash' },
  { name: 'fish', check: ['fish', '--version'], package: 'fish' },
  { name: 'openssl', check: ['openssl', 'version'], package: 'openssl' },
] as const;

/** A client that is not there is a failure: a test that is left out proves nothing. */
export function setup(): void {
  const missing = needed.filter(
    ({ check: [file, ...args] }) => spawnSync(file, args, { env: { PATH: systemPath } }).status !== 0,
  );
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(', ');
  const packages = missing.map((client) => client.package).join(' ');
  throw new Error(`These tests need ${names}. On Debian: apt-get install ${packages}`);
}
