// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-output-parameter
import type { Credentials } from '../session.ts';
import { oneLine } from './shell-quote.ts';
import type { ExportTarget } from './target.ts';
import type { Variables } from './variables.ts';

/** Outputs of the step: who one is, and on request the credentials. Nothing undoes an output; it ends with the job. */
export const githubOutputs: ExportTarget = {
  name: 'github-outputs',
  check: (_plan, io) => io.runner.check(['outputs']),
  write({ session, settings }, io) {
    const outputs = {
      'aws-account-id': session.accountId,
      'authenticated-arn': session.arn,
      ...(settings.outputCredentials ? credentialOutputs(session.credentials) : {}),
    };
    for (const [name, value] of Object.entries(outputs)) oneLine(name, value);
    io.runner.setOutputs(outputs);
  },
};

function credentialOutputs({ accessKeyId, secretAccessKey, sessionToken, expiresAt }: Credentials): Variables {
  return {
    'aws-access-key-id': accessKeyId,
    'aws-secret-access-key': secretAccessKey.reveal(),
    ...(sessionToken === undefined ? {} : { 'aws-session-token': sessionToken.reveal() }),
    ...(expiresAt === undefined ? {} : { 'aws-expiration': new Date(expiresAt).toISOString() }),
  };
}
