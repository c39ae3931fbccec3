import type { Finding } from '../../src/diagnose/cause.ts';
import { roleElsewhere } from '../../src/diagnose/policy-causes.ts';
import { editText } from '../../src/diagnose/statement-edit.ts';
import type { Claims } from '../../src/token/token.ts';
import { changedPolicy } from '../model/changed-policy.ts';
import type { Fault } from '../model/fault.ts';
import { type GivenPolicy, type Read, readGivenClaims, readGivenPolicy } from '../model/given.ts';
import { type Judgement, judge, readPolicyFor } from '../model/judge.ts';
import { type Known, nothingKnown, readKnown } from '../model/known.ts';
import { countText } from '../model/lint-text.ts';
import { announce } from './announce.ts';
import { emptyState, part, plainList, verdictBlock } from './blocks.ts';
import { changeSheet } from './change-sheet.ts';
import { copyButton } from './copy-button.ts';
import { button, byId, type Child, element, link, paragraphs, prose, scrollable, show } from './element.ts';
import { afterTyping, inputAt, onToken } from './input.ts';
import { knownInputs } from './known-inputs.ts';
import { policySheet } from './policy-sheet.ts';
import { dropLink, offerLink } from './share-button.ts';

/** The content of the view: texts, and a note on their origin. */
export interface Question {
  readonly policy: string;
  readonly claims: string;
  readonly note?: string;
}

export interface WhyView {
  ask(question: Question): void;
}

/** Opens Lint with a policy. */
type Lint = (policy: string) => void;

export function whyView(openLint: Lint): WhyView {
  const [policy, claims] = [inputAt('why-policy'), inputAt('why-claims')];
  const known = knownInputs();
  const note = byId('why-note', HTMLElement);
  const answer = byId('why-answer', HTMLElement);

  const setPolicy = (text: string): void => {
    policy.area.value = text;
    refresh();
    answer.focus();
  };
  const refresh = (): void => {
    dropLink('why');
    const given = {
      policy: readGivenPolicy(policy.area.value),
      claims: readGivenClaims(claims.area.value),
      known: readKnown(known.texts()),
    };
    policy.showFault(faultIn(given.policy));
    claims.showFault(faultIn(given.claims));
    known.showFault(faultIn(given.known));
    const { nodes, summary } = answerTo(given, { setPolicy, openLint });
    show(answer, nodes);
    announce(summary);
  };
  const ask = ({ policy: policyText, claims: claimsText, note: text = '' }: Question): void => {
    policy.area.value = policyText;
    claims.area.value = claimsText;
    note.textContent = text;
    refresh();
  };

  for (const { area } of [policy, claims]) {
    onToken(area, (found) => {
      claims.area.value = pretty(found);
      note.textContent = 'The token was decoded and discarded. These are its claims; the signature was not checked.';
      refresh();
    });
    afterTyping(area, () => {
      note.textContent = '';
      refresh();
    });
  }

  afterTyping(byId('why-known', HTMLElement), refresh);
  byId('why-clear', HTMLButtonElement).addEventListener('click', () => {
    known.clear();
    ask({ policy: '', claims: '' });
    policy.area.focus();
  });
  offerLink('why', () => {
    const [policyRead, claimsRead] = [readGivenPolicy(policy.area.value), readGivenClaims(claims.area.value)];
    return {
      policy: isRead(policyRead) ? JSON.stringify(policyRead.value.json) : undefined,
      claims: isRead(claimsRead) ? JSON.stringify(claimsRead.value) : undefined,
    };
  });
  return { ask };
}

interface Given {
  readonly policy: Read<GivenPolicy>;
  readonly claims: Read<Claims>;
  readonly known: Read<Known>;
}

interface Ways {
  readonly setPolicy: (text: string) => void;
  readonly openLint: Lint;
}

interface Answer {
  readonly nodes: readonly Child[];
  /** For screen readers. */
  readonly summary: string;
}

function isRead<T>(read: Read<T>): read is { readonly value: T } {
  return typeof read === 'object' && 'value' in read;
}

function faultIn(read: Read<unknown>): Fault | undefined {
  return typeof read === 'object' && 'fault' in read ? read.fault : undefined;
}

function answerTo({ policy, claims, known }: Given, ways: Ways): Answer {
  const fault = faultIn(policy) ?? faultIn(claims) ?? faultIn(known);
  if (fault !== undefined) {
    return { nodes: [emptyState('This cannot be read yet', fault.message)], summary: fault.message };
  }
  if (isRead(claims)) {
    const question = { claims: claims.value, known: isRead(known) ? known.value : nothingKnown };
    return judged(isRead(policy) ? policy.value : undefined, question, ways);
  }
  if (isRead(policy)) return policyAlone(policy.value, ways);
  const says =
    'Paste the trust policy of the role, and the claims or the token of the job. The answer appears here: every condition, where it fails, and what to change.';
  return { nodes: [emptyState('Nothing to compare yet', says)], summary: '' };
}

function judged(
  given: GivenPolicy | undefined,
  { claims, known }: { readonly claims: Claims; readonly known: Known },
  ways: Ways,
): Answer {
  const judgement = judge(given, claims, { now: Date.now(), known });
  const { diagnosis, annotations, remarks } = judgement;
  const { tone, title, says } = verdictOf(judgement, given);
  const isAccepted = diagnosis.answer === 'accepted';
  return {
    summary: `${title}. ${says}`,
    nodes: [
      verdictBlock(tone, title, prose(says)),
      given && isAccepted ? element('p', { class: 'small' }, stillRefused) : undefined,
      remarks.map((remark) => element('p', { class: 'remark' }, remark)),
      given && part('The policy, line by line', policySheet(given.json, annotations)),
      isAccepted ? undefined : causesPart(diagnosis.findings, says, { given, ways }),
      diagnosis.policy && acceptingPart(diagnosis.policy, diagnosis.letsIn, ways),
      given && isAccepted ? readingPart(given, ways) : undefined,
      claimsPart(judgement),
    ],
  };
}

const stillRefused =
  'If AWS refuses the job anyway, check that the job requests this role, and that IAM lists its audience as a client ID of the provider.';

interface Verdict {
  readonly tone: string;
  readonly title: string;
  readonly says: string;
}

function verdictOf({ diagnosis }: Judgement, given: GivenPolicy | undefined): Verdict {
  const { answer, findings, dependsOn, problems } = diagnosis;
  if (answer === 'refused') {
    const says = problems[0]?.message ?? findings[0]?.title ?? 'The policy refuses this job.';
    return { tone: 'no', title: 'Refused', says };
  }
  if (answer === 'depends')
    return { tone: 'maybe', title: 'It depends', says: `Accepted if ${dependsOn.join('; and if ')}` };
  if (given !== undefined) return { tone: 'yes', title: 'Accepted', says: 'The policy accepts this job.' };
  return {
    tone: '',
    title: 'No policy yet',
    says: 'Add the trust policy of the role to see why it refuses this job.',
  };
}

interface CauseScene {
  readonly given: GivenPolicy | undefined;
  readonly ways: Ways;
}

/** Only the certain findings if there are any, without repeating the verdict. */
function causesPart(findings: readonly Finding[], said: string, scene: CauseScene): Child {
  const certain = findings.filter(({ likelihood }) => likelihood === 'certain');
  // The log says how to get the policy; this page has a field for it.
  const shown = certain.length > 0 ? certain : findings.filter(({ id }) => id !== roleElsewhere.id);
  if (shown.length === 0) return undefined;
  const isSaid = shown.length === 1 && shown[0]?.title === said;
  const title = isSaid ? 'What to change' : 'Why, and what to change';
  return part(
    scene.given === undefined ? 'Why policies often refuse tokens like this one' : title,
    shown.map((finding, index) => {
      const isRepeated = shown.slice(0, index).some(({ change }) => change === finding.change);
      return causeBlock(finding, { isSaid, isRepeated }, scene);
    }),
  );
}

const likelihoods = {
  certain: { word: 'The cause', tone: 'no' },
  likely: { word: 'Likely', tone: 'maybe' },
  possible: { word: 'Possible', tone: '' },
} as const;

interface Told {
  /** The title is above. */
  readonly isSaid: boolean;
  /** The change, if an earlier finding has it. */
  readonly isRepeated: boolean;
}

function causeBlock(finding: Finding, { isSaid, isRepeated }: Told, { given, ways }: CauseScene): HTMLElement {
  const { id, title, likelihood, evidence, change, edits = [], page } = finding;
  const { word, tone } = likelihoods[likelihood];
  const told = edits.map(editText).join('\n');
  const isTold = told !== '' && change.endsWith(told);
  const words = isTold ? change.slice(0, change.length - told.length) : change;
  // With a policy, the comparison is shown above.
  const isShown = given !== undefined && evidence.some((line) => line.startsWith('policy:'));
  return element(
    'article',
    { class: isSaid ? 'cause said-above' : 'cause' },
    isSaid ? undefined : element('h3', {}, element('span', { class: `badge ${tone}`.trim() }, word), prose(title)),
    isShown || evidence.length === 0
      ? undefined
      : scrollable(element('pre', { class: 'sheet' }, evidence.join('\n')), 'Evidence'),
    isRepeated ? undefined : paragraphs(words),
    isRepeated || !isTold ? undefined : edits.map((edit) => changeBlock(edit.statement, changeSheet(edit))),
    isRepeated || !isTold || given === undefined ? undefined : changeActions(given, edits, ways),
    element('p', { class: 'small sources' }, link(page, 'Read more'), element('code', {}, id)),
  );
}

function changeBlock(statement: string, sheet: HTMLElement): Child {
  const title = statement.includes('new') ? 'New statement' : `In ${statement}`;
  return element('div', { class: 'part' }, element('p', { class: 'small' }, title), sheet);
}

function changeActions(given: GivenPolicy, edits: NonNullable<Finding['edits']>, { setPolicy }: Ways): Child {
  const changed = pretty(changedPolicy(given.json, edits));
  return element(
    'div',
    { class: 'part' },
    element(
      'div',
      { class: 'actions' },
      copyButton('Copy the changed policy', changed, { class: 'first' }),
      button('Try it here', () => setPolicy(changed)),
    ),
    element(
      'p',
      { class: 'small' },
      'Only you know whether this job should have the role: read the change before you apply it.',
    ),
  );
}

function acceptingPart(policy: unknown, letsIn: readonly string[], { setPolicy }: Ways): Child {
  const text = pretty(policy);
  return element(
    'section',
    { class: 'part' },
    element(
      'div',
      { class: 'head' },
      element('h2', {}, 'A trust policy that accepts this job'),
      element(
        'div',
        { class: 'actions' },
        copyButton('Copy', text),
        button('Try it here', () => setPolicy(text)),
      ),
    ),
    element('p', {}, 'It lets in:'),
    plainList(letsIn),
    text.includes(':ACCOUNT:')
      ? element('p', { class: 'remark' }, element('code', {}, 'ACCOUNT'), ' is a placeholder: fill in the account.')
      : undefined,
    scrollable(element('pre', { class: 'sheet' }, text), 'The policy'),
  );
}

function policyAlone(given: GivenPolicy, ways: Ways): Answer {
  const says = 'Add the claims or the token of the job to see whether the policy accepts it.';
  return {
    summary: says,
    nodes: [verdictBlock('', 'Which job?', says), readingPart(given, ways)],
  };
}

function readingPart(given: GivenPolicy, { openLint }: Ways): Child {
  const { letsIn, findings } = readPolicyFor(given);
  return part(
    'Who gets in',
    plainList(letsIn),
    findings.length === 0
      ? element('p', { class: 'small' }, 'Lint finds no problems.')
      : element(
          'p',
          {},
          button(`Lint: ${countText(findings)}`, () => openLint(pretty(given.json))),
        ),
  );
}

function claimsPart({ diagnosis, issuer }: Judgement): Child {
  if (diagnosis.claims.length === 0) return undefined;
  return part(
    issuer === undefined ? 'Relevant claims' : `Relevant claims: ${issuer}`,
    element(
      'dl',
      { class: 'claims' },
      diagnosis.claims.flatMap(({ name, value }) => [element('dt', {}, name), element('dd', {}, value)]),
    ),
  );
}

/** A value as formatted JSON. */
function pretty(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}
