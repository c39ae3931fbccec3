// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-output-parameter

import type { ExportIo } from '../core/io.ts';
import type { Credentials, Identity } from '../core/session.ts';
import { oneLine } from './shell-quote.ts';
import type { ExportTarget, Handover, HandoverPlan } from './target.ts';
import type { Variables } from './variables.ts';

/**
 * Outputs of the step: the identity and, on request, the credentials. Outputs end with the job and cannot be undone.
 */
export const githubOutputs: ExportTarget = {
  name: 'github-outputs',
  check: (_plan, io) => io.runner.check(['outputs']),
  write({ sessions: [session], settings }, io) {
    const more = settings.outputCredentials ? credentialOutputs(session.credentials) : {};
    setOutputs({ ...identityOutputs(session), ...more }, io);
  },
};

/** For existing credentials. */
export function setIdentityOutputs(identity: Identity, io: Pick<ExportIo, 'runner'>): void {
  setOutputs(identityOutputs(identity), io);
}

/** On other CIs, a login has no outputs. */
export function checkLoginOutputs({ ci }: Pick<HandoverPlan, 'ci'>, io: Pick<ExportIo, 'runner'>): void {
  if (ci.variables === 'github-env') io.runner.check(['outputs']);
}

/**
 * With the names of amazon-ecr-login: https://github.com/aws-actions/amazon-ecr-login#outputs. With several registries,
 * `registry` is not set.
 */
export function setLoginOutputs(
  { ci, logins, settings }: Pick<Handover, 'ci' | 'logins' | 'settings'>,
  io: Pick<ExportIo, 'runner'>,
): void {
  if (ci.variables !== 'github-env') return;
  const secret = logins.flatMap(({ host, username, password }) => {
    const suffix = host.replace(/\W+/g, '_');
    return [
      [`docker_username_${suffix}`, username] as const,
      [`docker_password_${suffix}`, password.reveal()] as const,
    ];
  });
  const only = logins.length === 1 ? logins[0] : undefined;
  const passwords = settings.outputCredentials ? Object.fromEntries(secret) : {};
  setOutputs({ ...(only && { registry: only.host }), ...passwords }, io);
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
