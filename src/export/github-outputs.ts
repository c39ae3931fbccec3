// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-output-parameter

import type { ExportIo } from '../core/io.ts';
import type { Credentials, Identity } from '../core/session.ts';
import { oneLine } from './shell-quote.ts';
import type { ExportTarget } from './target.ts';
import type { Variables } from './variables.ts';

/** Outputs of the step: who one is, and on request the credentials. Nothing undoes an output; it ends with the job. */
export const githubOutputs: ExportTarget = {
  name: 'github-outputs',
  check: (_plan, io) => io.runner.check(['outputs']),
  write({ sessions: [session], settings }, io) {
    const more = settings.outputCredentials ? credentialOutputs(session.credentials) : {};
    setOutputs({ ...identityOutputs(session), ...more }, io);
  },
};

/** For credentials that stay as they are. */
export function setIdentityOutputs(identity: Identity, io: Pick<ExportIo, 'runner'>): void {
  setOutputs(identityOutputs(identity), io);
}

function identityOutputs({ accountId, arn }: Identity): Variables {
  return { 'aws-account-id': accountId, 'authenticated-arn': arn };
}

function setOutputs(outputs: Variables, { runner }: Pick<ExportIo, 'runner'>): void {
  for (const [name, value] of Object.entries(outputs)) oneLine(name, value);
  runner.setOutputs(outputs);
}

function credentialOutputs({ accessKeyId, secretAccessKey, sessionToken, expiresAt }: Credentials): Variables {
  return {
    'aws-access-key-id': accessKeyId,
    'aws-secret-access-key': secretAccessKey.reveal(),
    ...(sessionToken === undefined ? {} : { 'aws-session-token': sessionToken.reveal() }),
    ...(expiresAt === undefined ? {} : { 'aws-expiration': new Date(expiresAt).toISOString() }),
  };
}
