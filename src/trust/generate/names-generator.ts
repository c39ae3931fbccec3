import { HelperError } from '../../core/errors.ts';
import type { Claims } from '../../token/token.ts';
import {
  awsAudience,
  flagOf,
  type GenerateOptions,
  issuerOption,
  requiredOption,
  tokenOptions,
} from './generate-options.ts';
import type { Generator } from './generator.ts';
import { definedOptions } from './read-claims.ts';
import { assumeAction, policyLiteral, refPattern, type TrustPlan } from './trust-plan.ts';

type Name = Exclude<keyof GenerateOptions, 'pullRequest' | 'issuer' | 'audience' | 'subject'>;
type Names = Readonly<Partial<Record<Name, string>>>;

/** Jobs that are identified by a few names. */
export interface NamedJobs {
  /** Required options with their help texts. */
  readonly names: Names;
  /** Optional ones. */
  readonly more?: Names;
  readonly hint: string;
  /** Whether a token is from this CI. */
  readonly isFrom: (claims: Claims) => boolean;
  /** The names in a token, if its subject has the form of {@link NamedJobs.subjects}. */
  readonly namesIn: (claims: Claims) => Readonly<Record<string, string | undefined>> | undefined;
  /** Absent if every server or account has its own issuer. */
  readonly issuer?: (names: Names) => string | undefined;
  /** Default: the usual audience of AWS. */
  readonly audience?: (names: Names, issuer: string) => string | undefined;
  /** Patterns in which the names are literal. */
  readonly subjects: (names: Names) => readonly string[];
  /** Further conditions. */
  readonly rest?: (names: Names) => Partial<TrustPlan>;
}

/** A generator for jobs with such names, or for a given subject. */
export function namesGenerator(jobs: NamedJobs): Generator {
  const subjectsOf = (options: GenerateOptions, names: Names): readonly string[] => {
    const known = options.subject === undefined ? jobs.subjects(names) : [];
    return known.length > 0 ? known : [policyLiteral(requiredOption(options, 'subject', 'Write --subject TEXT.'))];
  };
  return {
    optionHelp: { ...jobs.names, ...jobs.more, ...issuerOption, ...tokenOptions },
    hint: jobs.hint,
    plan(options) {
      const names = namesFrom(options, jobs);
      const issuer =
        options.issuer ??
        jobs.issuer?.(names) ??
        requiredOption(options, 'issuer', 'Write --issuer URL, the `iss` of the tokens.');
      return {
        issuer,
        audience: options.audience ?? jobs.audience?.(names, issuer) ?? awsAudience,
        actions: [assumeAction],
        subjects: subjectsOf(options, names),
        exact: {},
        ...jobs.rest?.(names),
      };
    },
    optionsFrom(claims) {
      if (!jobs.isFrom(claims)) return undefined;
      return definedOptions(jobs.namesIn(claims) ?? { subject: claims.sub });
    },
  };
}

/** The names, escaped for a policy. A given subject needs none. */
function namesFrom(options: GenerateOptions, { names, more = {} }: NamedJobs): Names {
  const given = Object.entries(options);
  const written = Object.keys({ ...names, ...more }).flatMap((name) => {
    const value = given.find(([option]) => option === name)?.[1];
    if (typeof value === 'string' && value !== '') return [[name, writtenName(name, value)]];
    if (options.subject !== undefined || Object.hasOwn(more, name)) return [];
    throw new HelperError('option-invalid', `${flagOf(name)} is missing.`, { hint: `Write ${flagOf(name)} NAME.` });
  });
  return Object.fromEntries(written);
}

/** Wildcards are for branches: the owner must be exact. Names can contain spaces. */
function writtenName(name: string, value: string): string {
  if (name === 'branch') return refPattern(value);
  if (!/[*?:]|\$\{/.test(value)) return policyLiteral(value);
  throw new HelperError('option-invalid', `${flagOf(name)} is not an exact name: ${JSON.stringify(value)}.`, {
    hint: 'Write it in full, without wildcards.',
  });
}

/** The named groups of a regular expression for the token's subject. */
export function groupsOf(subject: RegExp): NamedJobs['namesIn'] {
  return ({ sub = '' }) => subject.exec(sub)?.groups;
}
