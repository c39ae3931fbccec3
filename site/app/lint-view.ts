import type { LintFinding } from '../../src/trust/lint/lint.ts';
import type { Severity } from '../../src/trust/lint/rule.ts';
import { countText, lintText, severities } from '../model/lint-text.ts';
import { announce } from './announce.ts';
import { emptyState, part, plainList, verdictBlock } from './blocks.ts';
import { button, byId, type Child, element, link, prose, show } from './element.ts';
import { afterTyping, inputAt, onToken } from './input.ts';
import { dropLink, offerLink } from './share-button.ts';

export interface LintView {
  check(policy: string): void;
}

/** The findings of lint, independent of a job. */
export function lintView(): LintView {
  const policy = inputAt('lint-policy');
  const answer = byId('lint-answer', HTMLElement);
  const refresh = (): void => {
    dropLink('lint');
    const result = lintText(policy.area.value);
    policy.showFault('fault' in result ? result.fault : undefined);
    if ('fault' in result) {
      show(answer, emptyState('This cannot be read yet', result.fault.message));
      announce(result.fault.message);
      return;
    }
    const summary = result.policies === 0 ? '' : countText(result.findings);
    announce(summary);
    show(
      answer,
      result.policies === 0 ? nothingYet(policy.area.value, check) : findingsNodes(result.findings, result.letsIn),
    );
  };
  const check = (text: string): void => {
    policy.area.value = text;
    refresh();
  };
  onToken(policy.area, () => {
    policy.showFault({ message: 'That was a token. It was discarded.', hint: 'Lint needs only a policy.' });
    announce('That was a token. It was discarded.');
  });
  afterTyping(policy.area, refresh);
  byId('lint-clear', HTMLButtonElement).addEventListener('click', () => {
    check('');
    policy.area.focus();
  });
  offerLink('lint', () => ({ policy: policy.area.value.trim() === '' ? undefined : policy.area.value }));
  refresh();
  return { check };
}

function nothingYet(text: string, check: (policy: string) => void): HTMLElement {
  if (text.trim() !== '') {
    return emptyState('No trust policy found', 'The text contains no role with a trust policy.');
  }
  return emptyState(
    'No policy yet',
    'Paste one to see whom it lets in by mistake, and which conditions no token can meet.',
    element(
      'p',
      {},
      button('Use an example', () => check(exampleText)),
    ),
  );
}

/** As in old guides. */
const exampleText = JSON.stringify(
  {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { 'token.actions.githubusercontent.com:sub': 'repo:octo-org/*' } },
      },
    ],
  },
  undefined,
  2,
);

const tones = { error: 'no', warning: 'maybe', note: '' } as const;

function findingsNodes(findings: readonly LintFinding[], letsIn: readonly string[]): readonly Child[] {
  const sorted = findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  const [worst] = sorted.map(({ severity }) => severity);
  return [
    verdictBlock(worst === undefined ? 'yes' : tones[worst], countText(findings), verdictText(worst)),
    part('Who gets in', plainList(letsIn)),
    sorted.length === 0 ? undefined : part('Findings', sorted.map(findingBlock)),
  ];
}

function verdictText(worst: Severity | undefined): string {
  if (worst === 'error') return 'An error is unsafe or cannot work.';
  if (worst === 'warning') return 'A warning may let in more jobs than intended, or may not work.';
  return worst === 'note' ? 'A note is advice.' : 'No rule finds a problem.';
}

function findingBlock({ severity, rule, message, fix, path, page }: LintFinding): HTMLElement {
  return element(
    'article',
    { class: 'cause' },
    element('h3', {}, element('span', { class: `badge ${tones[severity]}` }, severity), prose(message)),
    element('p', {}, prose(fix)),
    element('p', { class: 'small sources' }, link(page, rule), element('code', {}, path)),
  );
}
