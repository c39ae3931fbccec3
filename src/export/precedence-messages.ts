import { type Deviation, type Handed, toolsOf, type VariableState } from '../aws/client-table.ts';
import type { ToolVerdict } from './precedence.ts';
import type { HandoverRequest } from './target.ts';

/** What will be, and what to do about it, where that is of use. */
export interface Sentence {
  readonly message: string;
  readonly hint: string;
}

export function otherIdentity({ handed, deviations }: ToolVerdict, request: HandoverRequest): Sentence {
  return {
    message: `${reasonsOf(deviations)}. ${capitalized(toolsIn(deviations))} would go by that before ${nameOf(handed)}, and run as somebody else.`,
    hint: waysOut(deviations, { handed, request }),
  };
}

export function willStop({ handed, deviations }: ToolVerdict, request: HandoverRequest): Sentence {
  return {
    message: `${reasonsOf(deviations)}. ${capitalized(toolsIn(deviations))} will stop with an error before they use ${nameOf(handed)}.`,
    hint: waysOut(deviations, { handed, request }),
  };
}

export function otherSession({ deviations }: ToolVerdict): Sentence {
  return {
    message: `${reasonsOf(deviations)}. ${capitalized(toolsIn(deviations))} will be this role under another session name.`,
    hint: `Where the name matters, unset ${listed(namesIn(deviations))}.`,
  };
}

/** For a profile that tools are told by name. */
export function byOptionOnly({ handed: { profile }, deviations }: ToolVerdict): Sentence {
  const concerned = deviations.filter(({ effect }) => effect !== 'other-session');
  return {
    message: `${reasonsOf(concerned)}. With AWS_PROFILE=${profile}, ${toolsIn(concerned)} would go by that first.`,
    hint: `Name the profile in each call (--profile ${profile}), or unset ${listed(namesIn(concerned))}.`,
  };
}

export function typeChange(deviations: readonly Deviation[]): Sentence {
  return {
    message: `${reasonsOf(deviations)}. In a profile of the type web-identity that would replace the profile’s own setting for ${toolsIn(deviations)}.`,
    hint: 'So the profile is of the type process, which asks this program each time. profile-type says otherwise.',
  };
}

function nameOf({ kind, profile }: Handed): string {
  if (kind === 'variables') return 'the keys in the variables';
  return profile === 'default' ? 'the default profile' : `the profile ${profile}`;
}

/** They differ by how the CI carries variables from step to step. */
function waysOut(
  deviations: readonly Deviation[],
  { handed, request: { ci } }: { readonly handed: Handed; readonly request: HandoverRequest },
): string {
  const names = namesIn(deviations);
  const hasKeys = names.includes('AWS_ACCESS_KEY_ID');
  const onGithub = ci.variables === 'github-env';
  const others = [
    ...(onGithub && hasKeys ? ['empty the keys of earlier steps with unset-current-credentials: true'] : []),
    ...(onGithub && handed.kind === 'variables'
      ? ['let it name a profile of this step (aws-profile, with output-env-credentials: true)']
      : []),
    ...(handed.kind === 'variables'
      ? []
      : ['give the profile a name of its own (aws-profile NAME) and use that (aws --profile NAME)']),
    ...(ci.variables === undefined ? ['take variables instead: eval "$(ci-aws-credentials env …)"'] : []),
    'run the command by ci-aws-credentials exec … -- COMMAND',
  ];
  return `${unsetting(names, ci.variables)} Or ${others.join('; or ')}.`;
}

export function unsetting(names: readonly string[], carried: 'github-env' | 'bash-env' | undefined): string {
  if (carried === 'github-env') {
    return `Take ${listed(names)} out of the env: of the workflow or the job, or of the runner: no step can unset a variable for the next.`;
  }
  if (carried === 'bash-env')
    return `Unset before: echo 'unset ${names.join(' ')}' >> "$BASH_ENV", in an earlier step.`;
  return `Remove ${listed(names)} from the settings of the job, or unset before: unset ${names.join(' ')}.`;
}

const words: Readonly<Record<VariableState, string>> = {
  set: 'set',
  foreign: 'set',
  empty: 'set to nothing',
  missing: 'set to a profile that does not exist',
  unset: 'not set',
  absent: 'not set',
};

/** As `AWS_ACCESS_KEY_ID is set and AWS_SECRET_ACCESS_KEY is not set`. */
export function reasonsOf(deviations: readonly Deviation[]): string {
  const wordOf = new Map(
    deviations.flatMap(({ because }) => [...because].map(([name, condition]) => [name, words[condition]] as const)),
  );
  const reasons = [...new Set(wordOf.values())].map((word) => {
    const names = [...wordOf].flatMap(([name, own]) => (own === word ? [name] : []));
    return `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} ${word}`;
  });
  return reasons.join(' and ');
}

/** The variables that are there. */
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

export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
