import type { Claims } from '../../token/token.ts';
import type { Generator } from '../generate/generator.ts';
import type { SubjectMismatch, TokenSubject } from './subject-mismatch.ts';

/**
 * The facts about one token issuer, as data and small functions of claims and subjects. Lint rules, causes of refusals,
 * the generator and the emulator use them, and contain no issuer names themselves.
 *
 * An omitted member has the default of any OIDC issuer: AWS reads `sub`, `aud` and `amr`, and the form of the subject
 * is unknown.
 */
export interface Issuer {
  /** The ID of its CI, for `--ci`. */
  readonly id: string;
  readonly name: string;
  /** The CI that its jobs look like, if that has another issuer. */
  readonly jobsOf?: string;
  /** The vendor's documentation of its tokens. */
  readonly docs: string;
  readonly paths: IssuerPaths;
  /** Claims that identify a self-hosted server at any URL; no other issuer has them. */
  readonly serverClaims?: readonly string[];
  /**
   * Claims that are condition keys, `PATH:CLAIM`, for {@link IssuerPaths.withClaimKeys}. Every issuer has `sub`, `aud`
   * and `amr`.
   */
  readonly claimKeys?: readonly string[];
  /** Those that AWS does not take from the claim of the same name. */
  readonly derivedKeys?: Readonly<Record<string, (claims: Claims) => readonly string[]>>;
  /** The form of the values of its condition keys that are often written wrongly. */
  readonly claimForms?: readonly ClaimForm[];
  /** Claims other than `sub` that identify the project, most specific first. */
  readonly identityClaims?: readonly IdentityClaim[];
  /** Claims that anyone can choose freely in a project of their own: a subject must not begin with one. */
  readonly jobChosenClaims?: readonly string[];
  readonly subjectForms?: readonly SubjectForm[];
  /** Every subject begins with one of {@link subjectForms}, without exception. */
  readonly subjectFormsAreAll?: true;
  /** Patterns for subjects that leave the project open, if the issuer itself identifies the tenant. */
  readonly wholeTenant?: RegExp;
  /** Kinds of jobs that run unreviewed code, starting with those most likely to be admitted by accident. */
  readonly unreviewedJobs?: readonly UnreviewedJobs[];
  /** Condition keys for the branch or the environment: with one of them, the subject need not name it. */
  readonly refClaims?: readonly string[];
  /** How its subjects are split into names and values, if not `NAME:VALUE:NAME:VALUE`: the names and the separator. */
  readonly subjectNames?: { readonly separator: string; readonly names: readonly string[] };
  /** The same for subjects whose values have no names: groups name them, in order. Patterns for subjects match as well. */
  readonly unnamedSubjects?: readonly RegExp[];
  /** What can follow after the policy's value, and why; the first match is used. */
  readonly subjectTails?: readonly SubjectTail[];
  /** Claims and parts of subjects that identify one run or its user, which a policy should not pin. */
  readonly runNames?: readonly string[];
  /** Claims with few values, one of which the policy is meant to exclude: listing all is no restriction. */
  readonly guardClaims?: readonly string[];
  /** Optional claims, and how a job gets them: a sentence in the imperative. */
  readonly claimsOnRequest?: Readonly<Record<string, string>>;
  /** Claims in policies that AWS does not read. */
  readonly unreadClaims?: Readonly<Record<string, UnreadClaim>>;
  /** The part of a subject that stays the same in the next run, if the rest identifies the run. */
  readonly lastingSubject?: RegExp;
  readonly pullRequests?: PullRequests;
  /** The lifetime of its tokens, and what to do if it is too short. */
  readonly lifetime?: string;
  /** Tokens that AWS never accepts. */
  readonly unusableTokens?: readonly UnusableToken[];
  readonly audience?: AudienceRule;
  readonly sessionTags?: SessionTagRule;
  /** The claims that identify the job, for the log, in order of interest. */
  readonly shownClaims?: readonly string[];
  /** Subjects that are mistakes by their form alone. */
  readonly subjectFaults?: readonly SubjectFault[];
  /** Why a subject differs from what the author of the policy expected; the first match is used. */
  readonly subjectMismatches?: readonly SubjectMismatch[];
  /** Common mistakes in policies for its tokens, shown if there is no policy. */
  readonly traps?: readonly IssuerTrap[];
  /** Generates trust policies for its jobs. */
  readonly generator?: Generator;
}

/** Patterns for paths: issuers without `https://`, as in ARNs and condition keys. */
export interface IssuerPaths {
  /** The vendor's cloud service, which AWS can reach. */
  readonly cloud?: RegExp;
  /** A self-hosted server, if its path identifies it. */
  readonly selfHosted?: RegExp;
  /** Issuers of which AWS reads {@link Issuer.claimKeys}. */
  readonly withClaimKeys?: RegExp;
  /** Issuers of a single organization: only its members have tokens. */
  readonly oneTenant?: RegExp;
  /** Issuers for which IAM requires a condition on `sub`. */
  readonly subjectRequired?: RegExp;
  /** Issuers built into AWS: policies contain their names, and they need no provider. */
  readonly builtIn?: RegExp;
  /** Issuers with a trailing slash, also in ARNs and condition keys. */
  readonly endsInSlash?: RegExp;
  /** An issuer that all customers share although each has its own: the one to trust instead. */
  readonly sharedRoot?: { readonly path: string; readonly instead: string };
}

/** A claim that identifies a project or its owner. */
export interface IdentityClaim {
  readonly claim: string;
  /** A number or random, never reused. */
  readonly immutable?: true;
  /** The character after the tenant, if the value continues after it. */
  readonly tenantEnd?: string;
  /**
   * Identifies a project or its owner, so a condition on it is useful; other claims are shared by many projects, or
   * identify a run.
   */
  readonly advised?: true;
  /** Identifies the code and not who runs it: every caller of that code has the same value. */
  readonly ofCalledCode?: true;
}

/** The form of all values of a claim. */
interface ClaimForm {
  readonly claim: string;
  readonly value: RegExp;
  /** After "is": `a number`. */
  readonly says: string;
}

/** The beginning of a subject, and where the name of the tenant ends. */
export interface SubjectForm {
  readonly start: string;
  /** The character after the tenant. */
  readonly end: string;
  /** The vendor's word for the tenant. */
  readonly tenant: string;
  /** Whether the name of the project follows the tenant, up to the next colon. */
  readonly namesProject?: true;
  /** Whether the CI ignores the case of names, which IAM does not. */
  readonly ignoresCase?: true;
}

/** A kind of jobs that run unreviewed code. */
export interface UnreviewedJobs {
  /** Their description, after "lets in". */
  readonly jobs: string;
  /** Whether a pull request can start one; otherwise it takes a branch in the repository. */
  readonly pullRequest?: true;
  /** Their subjects; `*` stands for any string without the separator, `any-branch` for an unprotected branch. */
  readonly subjects: readonly string[];
  /** The character between the parts of the subjects. Default: a colon. */
  readonly separator?: '/';
}

/** A kind of tokens that AWS never accepts. */
interface UnusableToken {
  readonly isOne: (claims: Claims) => boolean;
  /** Sentences. */
  readonly says: string;
  /** In the imperative, ready to paste. */
  readonly fix: string;
}

interface SubjectTail {
  readonly tail: RegExp;
  /** A clause that follows "because". */
  readonly why: string;
}

/** What a condition is meant to restrict with a claim that AWS does not read. */
export interface UnreadClaim {
  /** A clause that follows "it was to say". */
  readonly guards: string;
  /** The nearest claim that AWS reads; a sentence. */
  readonly nearest: string;
  /** A claim that AWS reads with the same meaning. */
  readonly sameAs?: string;
}

/** Subjects of pull requests, whose code must not get the role of the branch. */
export interface PullRequests {
  readonly subject: RegExp;
  /** How to skip a step for them, ready to paste. */
  readonly skip?: string;
}

/** How the audience of a token is chosen. */
interface AudienceRule {
  /** One sentence. */
  readonly says: string;
  /** Whether the audience is fixed, so that IAM must have it. */
  readonly fixed: boolean;
  /** The documentation page, from the root of the repository. */
  readonly page: string;
}

/** Session tags in tokens. AWS refuses such tokens unless the role allows `sts:TagSession`. */
interface SessionTagRule {
  /** Who enables them: the organization, for any of its tokens, or the single job. */
  readonly setBy: 'organization' | 'job';
  /** Tags that identify the job. */
  readonly identity: readonly string[];
}

/** A subject that is a mistake by its form alone. */
export interface SubjectFault {
  /** The ID of the lint rule. */
  readonly rule: 'impossible-value' | 'customized-subject' | 'hyphen-id' | 'wildcard-id' | 'ambiguous-wildcard';
  readonly value: RegExp;
  /** A clause that follows the value. */
  readonly why: string;
  readonly fix: string | ((value: string) => string);
}

/** A common mistake in policies, shown by the token alone. */
interface IssuerTrap {
  readonly id: string;
  /** The documentation page, from the root of the repository. */
  readonly page: string;
  /** The likelihood for this token: above 70 if a claim indicates it, 30 if it applies to every token, 0 if never. */
  readonly weigh: (token: TokenSubject) => number;
  readonly title: (token: TokenSubject) => string;
  readonly fix: string;
}
