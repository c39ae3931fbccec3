import { partitionById } from '../aws/partition.ts';
import { extraClaimKeys, issuerAt, issuerOfClaims } from '../trust/issuers/index.ts';
import { namedParts, partNamed } from '../trust/subject-names.ts';
import type { Finding } from './cause.ts';
import { jsonLine, logLine } from './log-text.ts';
import type { RefusalContext } from './refusal-context.ts';

/** Typical reasons why policies refuse tokens of this kind, if the actual reason is unknown. */
interface Trap {
  readonly id: string;
  readonly page: string;
  /** The likelihood for this token relative to other traps; 0 if it does not apply. */
  weigh(context: RefusalContext): number;
  title(context: RefusalContext): string;
  change(context: RefusalContext): string;
}

/** The traps for this token, most likely first. */
export function trapsFor(context: RefusalContext): readonly Finding[] {
  return [...traps, ...issuerTraps(context)]
    .map((trap) => ({ trap, weight: trap.weigh(context) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ trap: { id, page, title, change } }) => ({
      id,
      page,
      title: title(context),
      likelihood: 'possible',
      evidence: [],
      change: change(context),
    }));
}

function issuerTraps({ claims, subject, path }: RefusalContext): readonly Trap[] {
  const token = { claims, subject, path };
  return (issuerOfClaims(claims)?.traps ?? []).map(({ id, page, weigh, title, fix }) => ({
    id,
    page,
    weigh: () => weigh(token),
    title: () => logLine(title(token)),
    change: () => fix,
  }));
}

/** The branch in a subject, for any CI. */
function branchOf({ subject, path }: Pick<RefusalContext, 'subject' | 'path'>): string | undefined {
  const ref = partNamed(namedParts(subject, path), 'ref') ?? '';
  const text = ref.startsWith('refs/') ? ref : subject;
  return /(?:refs\/heads\/|ref_type:branch:ref:(?!refs\/))([^:]+)/.exec(text)?.[1];
}

const otherBranch: Trap = {
  id: 'trap-branch',
  page: 'docs/troubleshooting.md#sts-access-denied',
  weigh(context) {
    const branch = branchOf(context);
    if (branch === undefined) return 0;
    if (String(context.claims.ref_protected) === 'false') return 80;
    return ['main', 'master'].includes(branch) ? 40 : 70;
  },
  title: (context) =>
    `The job runs on the branch ${logLine(branchOf(context) ?? '')}: a policy for another branch or for an environment refuses it.`,
  change: () => 'If jobs of this branch should have the role, take the condition on the subject from the policy below.',
};

const otherAudience: Trap = {
  id: 'trap-audience',
  page: 'docs/troubleshooting.md#sts-audience',
  weigh({ audiences: [audience], account, path }) {
    if (audience === undefined || audience === partitionById(account.partition)?.audience) return 0;
    return issuerAt(path)?.audience?.fixed ? 50 : 60;
  },
  title: ({ audiences: [audience = ''], path }) =>
    `The audience of the token is ${logLine(audience)}: a policy that demands another in ${logLine(path)}:aud refuses it.`,
  change: ({ audiences: [audience = ''], path }) =>
    `"StringEquals": { ${jsonLine(`${path}:aud`)}: ${jsonLine(audience)} }`,
};

const unreadClaims: Trap = {
  id: 'trap-claims',
  page: 'docs/lint/unknown-claim.md',
  weigh({ path, claims }) {
    if (extraClaimKeys(path).length > 0) return 0;
    // AWS reads more claims from the vendor's cloud service, whose guides use them; not from this server.
    return issuerOfClaims(claims)?.claimKeys === undefined ? 33 : 65;
  },
  title: ({ path }) =>
    `AWS reads only sub, aud and amr from ${logLine(path)}: a condition on another claim is never met.`,
  change: () => 'Restrict the subject instead of the other claim.',
};

const issuerPath: Trap = {
  id: 'trap-issuer-path',
  page: 'docs/lint/wrong-key-host.md',
  weigh: ({ path }) => (path.includes('/') ? 55 : 0),
  title: ({ path }) =>
    `The issuer ${path.endsWith('/') ? 'ends in a slash' : 'has a path'}: the principal and the condition keys of the policy must include it: ${logLine(path)}.`,
  change: ({ providerArn, path }) =>
    `"Principal": { "Federated": ${jsonLine(providerArn)} }\nand condition keys that begin with ${logLine(path)}:`,
};

const literalWildcard: Trap = {
  id: 'trap-wildcard',
  page: 'docs/lint/literal-wildcard.md',
  weigh: () => 30,
  title: () =>
    'StringEquals treats * and ? as ordinary characters: a policy with wildcards under it refuses every job.',
  change: () => 'Use StringLike for values with wildcards.',
};

const traps: readonly Trap[] = [otherBranch, otherAudience, unreadClaims, issuerPath, literalWildcard];
