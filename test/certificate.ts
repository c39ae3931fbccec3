import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';

export interface Certificate {
  /** The file that clients are told to trust. */
  readonly file: string;
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** A certificate for these hosts, signed by itself: a CA with one customer. */
export function makeCertificate(folder: string, hosts: readonly string[]): Certificate {
  const file = path.join(folder, 'ca.pem');
  const keyFile = path.join(folder, 'key.pem');
  const names = hosts.map((host) => `${isIP(host) === 0 ? 'DNS' : 'IP'}:${host}`).join(',');
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
      ...['-subj', '/CN=ci-aws-credentials test', '-addext', `subjectAltName=${names}`],
      ...['-keyout', keyFile, '-out', file],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  return { file, cert: readFileSync(file), key: readFileSync(keyFile) };
}
