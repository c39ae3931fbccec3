import { userAgentOf } from '../aws/user-agent.ts';
import type { Io, Log } from '../core/io.ts';
import { hideFromNowOn } from '../core/secret.ts';
import { requireSendable } from '../core/sendable-keys.ts';
import { secretsInEnvironment } from '../token/environment-secrets.ts';
import { nodeExportIo } from './export-io.ts';
import { nodeHttp } from './http.ts';
import { machineCredentials } from './machine-credentials.ts';

/** Access to the system. */
export function nodeIo(log: Log): Io {
  for (const secret of secretsInEnvironment(process.env)) hideFromNowOn(secret);
  return {
    ...nodeExportIo(log),
    http: nodeHttp(userAgentOf(process.env)),
    sign: async (request, credentials, scope) => {
      requireSendable(credentials);
      return (await import('./sign.ts')).sign(request, credentials, scope);
    },
    ambientCredentials: machineCredentials,
  };
}
