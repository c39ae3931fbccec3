import { accountOfArn } from '../context.ts';
import { issuers } from '../issuers/index.ts';
import { isOpaque } from '../opaque.ts';
import { isProviderArn, providerNameInArn } from '../provider-name.ts';
import { allowStatements, type LintStatement } from './lint-policy.ts';
import type { Rule, RuleFinding } from './rule.ts';

/** Prefixes of placeholders; other words in capitals can be real names. */
const owners = ['YOUR', 'MY', 'AWS', ...issuers.map(({ id }) => id.toUpperCase())];

/** Placeholders of guides. */
const marks: readonly RegExp[] = [
  /<\w[^<>]*>/,
  /\{\{.*?\}\}/,
  // The name of a policy variable contains a colon, or is one of three characters.
  /\$\{[A-Za-z_][\w.-]*\}/,
  /\$[A-Z_]{3,}\b/,
  /…|\.\.\./,
  /(?<![a-z\d])(your[-_ ]?(own|aws|org|organi[sz]ation|owner|user(name)?|repo(sitory)?|project|group|account|workspace|branch|environment|team|host|domain|name|id)|(change|replace)[-_ ]?me|replace[-_ ]with)(?![a-z\d])/i,
  /(?<![A-Za-z\d])[A-Z][A-Z\d]*([_-][A-Z\d]+)*[_-](ID|UUID|GUID|NAME|SLUG|ORG|ORGANI[SZ]ATION|OWNER|USERNAME|REPO|REPOSITORY|HERE)(?![A-Za-z\d])/,
  new RegExp(
    `(?<![A-Za-z\\d])(${owners.join('|')})[_-](USER|PROJECT|GROUP|ACCOUNT|WORKSPACE|BRANCH|TEAM)(?![A-Za-z\\d])`,
  ),
  /(?<![^:/])(OWNER|ORG|ORGANI[SZ]ATION|USERNAME|REPO|REPOSITORY|PROJECT|GROUP|NAMESPACE|WORKSPACE|ACCOUNT|BRANCH)(?![^:/])/,
  /[Xx]{4,}/,
];

function markIn(text: string): string | undefined {
  return marks.flatMap((mark) => mark.exec(text)?.[0] ?? [])[0];
}

export const unfilledPlaceholder: Rule = {
  id: 'unfilled-placeholder',
  severity: 'error',
  title: 'A placeholder was not replaced',
  docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html',
  check: (policy) =>
    allowStatements(policy).flatMap((statement) => [...inPrincipal(statement), ...inClaims(statement)]),
};

function inPrincipal({ principals, path }: LintStatement): readonly RuleFinding[] {
  return principals.federated.flatMap((arn) => {
    if (!isProviderArn(arn)) return [];
    const { accountId } = accountOfArn(arn);
    const isAccount = /^\d{12}$/.test(accountId) || isOpaque(accountId);
    const mark = isAccount ? markIn(providerNameInArn(arn)) : accountId;
    return mark === undefined ? [] : [finding(arn, mark, `${path}.Principal.Federated`)];
  });
}

function inClaims({ claims }: LintStatement): readonly RuleFinding[] {
  return claims.flatMap(({ key, values, path }) =>
    [key, ...values].flatMap((text) => {
      const mark = markIn(text);
      return mark === undefined ? [] : [finding(text, mark, path)];
    }),
  );
}

function finding(text: string, mark: string, path: string): RuleFinding {
  return {
    message: `${text} still contains the placeholder ${mark === '' ? '(an empty account)' : mark}.`,
    fix: 'Write the real value.',
    path,
  };
}
