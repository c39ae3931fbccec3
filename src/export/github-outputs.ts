// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-output-parameter
import { oneLine } from './shell-quote.ts';
import type { ExportTarget } from './target.ts';

/** Outputs of the step: who one is, and on request the credentials. Nothing undoes an output; it ends with the job. */
export const githubOutputs: ExportTarget = {
  name: 'github-outputs',
  check: (_plan, io) => io.runner.check(['outputs']),
  write({ session, settings }, io) {
    const { credentials } = session;
    const outputs = {
      'aws-account-id': session.accountId,
      'authenticated-arn': session.assumedRoleArn,
      ...(settings.outputCredentials
        ? {
            'aws-access-key-id': credentials.accessKeyId,
            'aws-secret-access-key': credentials.secretAccessKey.reveal(),
            'aws-session-token': credentials.sessionToken.reveal(),
            'aws-expiration': new Date(credentials.expiresAt).toISOString(),
          }
        : {}),
    };
    for (const [name, value] of Object.entries(outputs)) oneLine(name, value);
    io.runner.setOutputs(outputs);
  },
  undo() {},
};
