import { type Deviation, type Effect, type Handed, toolsOf, type VariableState } from '../aws/client-table.ts';
import { listed } from '../core/listed.ts';
import type { HandoverRequest, Precedence, PrecedenceNote } from './target.ts';

/** The effect on each tool for one export. */
export interface ToolVerdict {
  readonly handed: Handed;
  /** Whether tools use it by default; otherwise AWS_PROFILE or --profile must select it. */
  readonly plain: boolean;
  readonly deviations: readonly Deviation[];
}

/** What a user is told about the effects on the tools. */
export function told(verdicts: readonly ToolVerdict[], request: HandoverRequest): Omit<Precedence, 'profileType'> {
  const plain = verdicts.filter((verdict) => verdict.plain);
  const hidden = verdicts.filter(
    (verdict) => !verdict.plain && verdict.deviations.some(({ effect }) => effect !== 'other-session'),
  );
  const sayOf = (
    effect: Effect,
    say: (verdict: ToolVerdict, request: HandoverRequest) => PrecedenceNote,
  ): readonly PrecedenceNote[] =>
    plain.flatMap((verdict) => {
      const deviations = verdict.deviations.filter((deviation) => deviation.effect === effect);
      return deviations.length === 0 ? [] : [say({ ...verdict, deviations }, request)];
    });
  const conflicts = sayOf('other-identity', otherIdentity);
  const meant = isMeant(plain, request);
  return {
    conflict: meant ? undefined : conflicts[0],
    warnings: [...(meant ? conflicts : []), ...sayOf('stops', willStop), ...hidden.map(byOptionOnly)],
    notices: sayOf('other-session', otherSession),
    byOptionOnly: hidden.flatMap(({ handed: { profile } }) => profile ?? []),
  };
}

/**
 * Whether AWS_PROFILE selects the credentials that assume the role: then it may be set for this step only, which cannot
 * be detected.
 */
function isMeant(verdicts: readonly ToolVerdict[], { settings: { source } }: HandoverRequest): boolean {
  const serious = verdicts.flatMap(({ handed, deviations }) =>
    deviations.filter(({ effect }) => effect === 'other-identity').map(({ because }) => ({ handed, because })),
  );
  return (
    source?.kind === 'ambient' &&
    serious.every(({ handed, because }) => handed.kind === 'variables' && [...because.keys()].join() === 'AWS_PROFILE')
  );
}

function otherIdentity({ handed, deviations }: ToolVerdict, request: HandoverRequest): PrecedenceNote {
  return {
    message: `${reasonsOf(deviations)}. ${capitalized(toolsIn(deviations))} would then have a different identity from that of ${nameOf(handed)}.`,
    hint: waysOut(deviations, { handed, request }),
  };
}

function willStop({ handed, deviations }: ToolVerdict, request: HandoverRequest): PrecedenceNote {
  return {
    message: `${reasonsOf(deviations)}. ${capitalized(toolsIn(deviations))} will fail before they use ${nameOf(handed)}.`,
    hint: waysOut(deviations, { handed, request }),
  };
}

function otherSession({ deviations }: ToolVerdict): PrecedenceNote {
  return {
    message: `${reasonsOf(deviations)}. ${capitalized(toolsIn(deviations))} will use this role with another session name.`,
    hint: `If the session name matters, unset ${listed(namesIn(deviations))}.`,
  };
}

/** For a profile that tools select by name. */
function byOptionOnly({ handed: { profile }, deviations }: ToolVerdict): PrecedenceNote {
  const concerned = deviations.filter(({ effect }) => effect !== 'other-session');
  return {
    message: `${reasonsOf(concerned)}. With AWS_PROFILE=${profile}, ${toolsIn(concerned)} would have a different identity.`,
    hint: `Use --profile ${profile} in each call, or unset ${listed(namesIn(concerned))}.`,
  };
}

export function typeChange(deviations: readonly Deviation[]): PrecedenceNote {
  return {
    message: `${reasonsOf(deviations)}. In a profile of type web-identity, this would override the profile's setting for ${toolsIn(deviations)}.`,
    hint: 'The profile is written with type process, which runs this program for credentials. Set profile-type to change this.',
  };
}

function nameOf({ kind, profile }: Handed): string {
  if (kind === 'variables') return 'the keys in environment variables';
  return profile === 'default' ? 'the default profile' : `the profile ${profile}`;
}

/** The advice depends on how the CI passes variables between steps. */
function waysOut(
  deviations: readonly Deviation[],
  { handed, request: { ci } }: { readonly handed: Handed; readonly request: HandoverRequest },
): string {
  const names = namesIn(deviations);
  const hasKeys = names.includes('AWS_ACCESS_KEY_ID');
  const onGithub = ci.variables === 'github-env';
  const others = [
    ...(onGithub && hasKeys ? ['clear the keys of earlier steps with unset-current-credentials: true'] : []),
    ...(onGithub && handed.kind === 'variables'
      ? ['set it to a profile of this step (aws-profile, with output-env-credentials: true)']
      : []),
    ...(handed.kind === 'variables'
      ? []
      : ['name the profile (aws-profile NAME) and use that name (aws --profile NAME)']),
    ...(ci.variables === undefined ? ['use environment variables instead: eval "$(ci-aws-credentials env …)"'] : []),
    'run the command with ci-aws-credentials exec … -- COMMAND',
  ];
  return `${unsetting(names, ci.variables)} Or ${others.join('; or ')}.`;
}

export function unsetting(names: readonly string[], carried: 'github-env' | 'bash-env' | undefined): string {
  if (carried === 'github-env') {
    return `Remove ${listed(names)} from the env: of the workflow, the job or the runner: a step cannot unset a variable for later steps.`;
  }
  if (carried === 'bash-env') return `In an earlier step, run: echo 'unset ${names.join(' ')}' >> "$BASH_ENV".`;
  return `Remove ${listed(names)} from the settings of the job, or run: unset ${names.join(' ')}.`;
}

const words: Readonly<Record<VariableState, string>> = {
  set: 'set',
  foreign: 'set',
  empty: 'empty',
  missing: 'set to a profile that does not exist',
  unset: 'not set',
  absent: 'not set',
};

/** Such as `AWS_ACCESS_KEY_ID is set and AWS_SECRET_ACCESS_KEY is not set`. */
export function reasonsOf(deviations: readonly Deviation[]): string {
  const wordOf = new Map(
    deviations.flatMap(({ because }) => [...because].map(([name, condition]) => [name, words[condition]] as const)),
  );
  const reasons = [...new Set(wordOf.values())].map((word) => {
    const names = [...wordOf].flatMap(([name, own]) => (own === word ? [name] : []));
    return `${listed(names)} ${names.length === 1 ? 'is' : 'are'} ${word}`;
  });
  return reasons.join(' and ');
}

/** The variables that are set. */
function namesIn(deviations: readonly Deviation[]): readonly string[] {
  const present = deviations.flatMap(({ because }) => [...because].filter(([, condition]) => condition !== 'unset'));
  return [...new Set(present.map(([name]) => name))];
}

function toolsIn(deviations: readonly Deviation[]): string {
  const concerned = [...new Set(deviations.map(({ client }) => client))];
  return concerned.length === Object.keys(toolsOf).length
    ? 'every AWS tool'
    : listed(concerned.flatMap((client) => toolsOf[client]));
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
