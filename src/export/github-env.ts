// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-environment-variable

import type { ExportIo } from '../core/io.ts';
import { isObject, textsIn } from '../core/json.ts';
import type { Receipt } from '../job/receipts.ts';
import { oneLine } from './shell-quote.ts';
import { type ExportTarget, type HandoverPlan, type HandoverRequest, writesProfile } from './target.ts';
import {
  credentialVariables,
  emptyCredentialVariables,
  rivalsOverwritten,
  type VariableChanges,
  type Variables,
} from './variables.ts';

/** Variables for later steps. */
export const githubEnv: ExportTarget = {
  name: 'github-env',
  hands: 'variables',
  rivals,
  check: (_plan, io) => io.runner.check(['variables']),
  write(handover, io, record) {
    const variables = { ...credentialVariables(handover.sessions[0], io.env), ...rivals(handover, io) };
    exportVariables(textsIn(variables), io, record);
  },
  isOpen: ({ env }) => secretVariables.every((name) => !env[name]),
  /** The runner cannot unset a variable; all AWS tools treat an empty one as unset. */
  undo({ before }, io) {
    if (isObject(before)) io.runner.exportVariables(textsIn(before));
  },
};

/** AWS_PROFILE is not exported if it was not set before: the keys do not need it, and the runner could not unset it. */
function rivals(request: HandoverRequest, io: Pick<ExportIo, 'env' | 'platform'>): VariableChanges {
  return rivalsOverwritten(writesProfile(request) ? request.profileName : undefined, io);
}

/** The part of an export that needs no session. Undone like {@link githubEnv}. */
type Preparation = (plan: HandoverPlan, io: ExportIo, record: (receipt: Receipt) => void) => void;

/** Empties the credential variables of earlier steps. A region from the options is set for later steps. */
export const githubUnset: Preparation = ({ settings: { regionIsGiven, region } }, io, record) => {
  const regions = regionIsGiven ? regionVariables(region) : {};
  exportVariables({ ...emptyCredentialVariables, ...regions }, io, record);
};

/** Only the region, for existing credentials. */
export const githubRegion: Preparation = ({ settings: { region } }, io, record) =>
  exportVariables(regionVariables(region), io, record);

function regionVariables(region: string): Variables {
  return { AWS_DEFAULT_REGION: region, AWS_REGION: region };
}

/** All others that are overwritten have the name of a region or of a profile, or a time. */
const secretVariables = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_SECURITY_TOKEN'];

function exportVariables(variables: Variables, io: ExportIo, record: (receipt: Receipt) => void): void {
  for (const [name, value] of Object.entries(variables)) oneLine(name, value);
  const before = Object.fromEntries(Object.keys(variables).map((name) => [name, io.env[name] ?? '']));
  record({ kind: 'github-env', open: secretVariables.every((name) => !before[name]), before });
  io.runner.exportVariables(variables);
}
