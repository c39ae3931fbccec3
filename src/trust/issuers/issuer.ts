import type { Claims } from '../../token/token.ts';
import type { Generator } from '../generate/generator.ts';
import type { SubjectMismatch } from './subject-mismatch.ts';

/**
 * What is known of one issuer of tokens: data, and small functions of claims and subjects. Lint rules, causes of
 * refusals, the generator and the emulator read it, and know no issuer by name.
 *
 * What is left out is as for any OIDC issuer: AWS reads `sub`, `aud` and `amr`, and nothing is known of the subject.
 */
export interface Issuer {
  /** The ID of its CI: what `--ci` takes. */
  readonly id: string;
  readonly name: string;
  /** The vendor's page on its tokens. */
  readonly docs: string;
  readonly paths: IssuerPaths;
  /** Claims that are condition keys, `PATH:CLAIM`, at {@link IssuerPaths.withClaimKeys}. Every issuer has `sub`, `aud` and `amr`. */
  readonly claimKeys?: readonly string[];
  /** Of those, the ones that AWS does not take from the claim of the same name. */
  readonly derivedKeys?: Readonly<Record<string, (claims: Claims) => readonly string[]>>;
  /** Claims beside `sub` that say whose job it is, the narrowest first. */
  readonly identityClaims?: readonly IdentityClaim[];
  /** Claims that whoever starts a job chooses freely, in a repository of their own too: no subject may begin with one. */
  readonly jobChosenClaims?: readonly string[];
  readonly subjectForms?: readonly SubjectForm[];
  /** The part of a subject that is the same in the next run, where the rest names the run. */
  readonly lastingSubject?: RegExp;
  readonly pullRequests?: PullRequests;
  readonly audience?: AudienceRule;
  readonly sessionTags?: SessionTagRule;
  /** The claims that say whose job it is, for people, in the order of interest. */
  readonly shownClaims?: readonly string[];
  /** Subjects in a policy that are a mistake by their form alone. */
  readonly subjectFaults?: readonly SubjectFault[];
  /** Ways in which a subject is not what the author of a policy thought it was; the first that explains it is told. */
  readonly subjectMismatches?: readonly SubjectMismatch[];
  /** How trust policies for its jobs are made. */
  readonly generator?: Generator;
}

/** Which paths (the issuer without `https://`, as ARNs and condition keys have it) are whose. */
export interface IssuerPaths {
  /** The vendor's own service. AWS can reach it. */
  readonly cloud?: RegExp;
  /** A server of a customer, where its path gives it away. */
  readonly selfHosted?: RegExp;
  /** Those of which AWS reads {@link Issuer.claimKeys}. */
  readonly withClaimKeys?: RegExp;
  /** Those that are made for one organization: whoever has a token of them belongs to it. */
  readonly oneTenant?: RegExp;
  /** Those for which IAM stores no trust policy without a condition on `sub`. */
  readonly subjectRequired?: RegExp;
  /** One that all customers share, though each has its own: what to trust instead. */
  readonly sharedRoot?: { readonly path: string; readonly instead: string };
}

/** A claim that says whose job it is. */
export interface IdentityClaim {
  readonly claim: string;
  /** A number or random: never given to somebody else later. */
  readonly immutable?: true;
  /** The character after the tenant, in a value that goes on behind it. */
  readonly tenantEnd?: string;
  /** Names a project or its owner, and so is worth a condition; others stand for many projects, or for a run. */
  readonly advised?: true;
}

/** How a subject begins, and where its tenant ends: what belongs to one customer of the issuer. */
export interface SubjectForm {
  readonly start: string;
  /** The character after the tenant. */
  readonly end: string;
  /** What the tenant is called there. */
  readonly tenant: string;
  /** Whether the name of the project follows the tenant, up to the next colon. */
  readonly namesProject?: true;
  /** Whether the CI takes the names in any case, which IAM does not. */
  readonly ignoresCase?: true;
  /** Patterns that name the tenant and leave everything else open. */
  readonly wholeTenant?: RegExp;
}

/** Subjects of pull requests, whose code does not get what the branch gets. */
export interface PullRequests {
  readonly subject: RegExp;
  /** What keeps a step out of them, ready to paste. */
  readonly skip?: string;
}

/** How a token comes to its audience. */
interface AudienceRule {
  /** One sentence. */
  readonly says: string;
  /** Whether the audience is what it is, so that IAM has to take it. */
  readonly fixed: boolean;
  /** Our page about it, from the root of the repository. */
  readonly page: string;
}

/** Session tags in tokens. AWS refuses such a token as a whole unless the role allows `sts:TagSession`. */
interface SessionTagRule {
  /** Who has them put in: the organization, so that any of its tokens may have them, or the single job. */
  readonly setBy: 'organization' | 'job';
  /** Tags that say whose job it is. */
  readonly identity: readonly string[];
}

/** A subject in a policy that is a mistake by its form alone. */
export interface SubjectFault {
  /** The lint rule that finds it. */
  readonly rule: 'impossible-value' | 'customized-subject' | 'hyphen-id' | 'wildcard-id' | 'ambiguous-wildcard';
  readonly value: RegExp;
  /** A clause that follows the value. */
  readonly why: string;
  readonly fix: string | ((value: string) => string);
}
