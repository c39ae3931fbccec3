import { ciPlans } from '../../src/trust/generate/ci-plans.ts';
import { formats } from '../../src/trust/generate/formats.ts';
import { fieldName, type MadePolicy, makePolicy, optionsOf } from '../model/make-policy.ts';
import { announce } from './announce.ts';
import { emptyState, part, plainList } from './blocks.ts';
import { copyButton } from './copy-button.ts';
import { button, byId, type Child, element, scrollable, show } from './element.ts';
import { afterTyping } from './input.ts';

const formatNames: Readonly<Record<string, string>> = {
  json: 'JSON',
  terraform: 'Terraform',
  cloudformation: 'CloudFormation',
  cli: 'AWS CLI',
};

/** Placeholders of empty fields. */
const samples: Readonly<Record<string, string>> = {
  repository: 'acme/app',
  branch: 'main',
  project: 'acme/app',
};

/** Generates a policy while the form is filled in. */
export function makeView(openLint: (policy: string) => void): void {
  const ci = byId('make-ci', HTMLSelectElement);
  const fields = byId('make-fields', HTMLElement);
  const more = byId('make-more', HTMLElement);
  const answer = byId('make-answer', HTMLElement);
  const choice = byId('make-format', HTMLFieldSetElement);
  show(
    ci,
    ciPlans.map(({ id, name }) => element('option', { value: id }, name)),
  );
  choice.append(
    ...Object.entries(formatNames)
      .filter(([id]) => formats.some((format) => format.id === id))
      .map(formatChoice),
  );

  const refresh = (): void => {
    const plan = ciPlans.find(({ id }) => id === ci.value);
    if (plan === undefined) return;
    const options = optionsOf(new Map([...valuesIn(fields), ...valuesIn(more)]));
    if (Object.keys(options).length === 0) {
      show(answer, emptyState('Which jobs can assume the role?', 'Fill in the fields. The policy appears here.'));
      return;
    }
    const made = makePolicy({
      ci: plan,
      options,
      format: choice.querySelector<HTMLInputElement>('input:checked')?.value ?? 'json',
      accountId: byId('make-account', HTMLInputElement).value.trim(),
      roleName: byId('make-role', HTMLInputElement).value.trim(),
      partition: byId('make-partition', HTMLSelectElement).value,
    });
    show(
      answer,
      'fault' in made ? emptyState(made.fault.message, made.fault.hint ?? '') : finished(made.value, openLint),
    );
    announce('fault' in made ? made.fault.message : `Lets in: ${made.value.letsIn.join('; ')}`);
  };
  const choose = (): void => {
    const plan = ciPlans.find(({ id }) => id === ci.value);
    const options = Object.entries(plan?.optionHelp ?? {}).toSorted(byRank);
    const isSeldom = ([option]: readonly [string, string]): boolean =>
      seldom.includes(option) && plan?.id !== 'generic';
    show(fields, options.filter((option) => !isSeldom(option)).map(fieldFor));
    show(more, options.filter(isSeldom).map(fieldFor));
    refresh();
  };
  ci.addEventListener('change', choose);
  afterTyping(byId('view-make', HTMLElement), refresh);
  choose();
}

/** Options that every CI has but few users need come last. */
const seldom: readonly string[] = ['issuer', 'audience', 'subject'];

function byRank([one]: readonly [string, string], [other]: readonly [string, string]): number {
  const rank = (option: string): number => {
    if (seldom.includes(option)) return 2 + seldom.indexOf(option);
    return ['branch', 'tag', 'environment', 'pullRequest'].includes(option) ? 1 : 0;
  };
  return rank(one) - rank(other);
}

function fieldFor([option, help]: readonly [string, string]): HTMLElement {
  const id = `make-field-${option}`;
  const note = element('p', { class: 'help', id: `${id}-help` }, help);
  const common = { id, 'data-option': option, 'aria-describedby': `${id}-help` };
  if (option === 'pullRequest') {
    const box = element('input', { ...common, type: 'checkbox' });
    return element(
      'div',
      { class: 'tick' },
      box,
      element('div', {}, element('label', { for: id }, fieldName(option)), note),
    );
  }
  const input = element('input', { ...common, placeholder: samples[option], autocomplete: 'off', spellcheck: 'false' });
  return element('div', { class: 'field' }, element('label', { for: id }, fieldName(option)), input, note);
}

function valuesIn(fields: HTMLElement): ReadonlyMap<string, string | boolean> {
  const inputs = [...fields.querySelectorAll<HTMLInputElement>('[data-option]')];
  return new Map(
    inputs.map((input) => [input.dataset.option ?? '', input.type === 'checkbox' ? input.checked : input.value.trim()]),
  );
}

function formatChoice([id, name]: readonly [string, string], index: number): HTMLElement {
  const radio = element('input', { type: 'radio', name: 'format', value: id, id: `make-format-${id}` });
  radio.checked = index === 0;
  return element('label', { for: `make-format-${id}` }, radio, name);
}

function finished({ text, policy, letsIn, missing }: MadePolicy, openLint: (policy: string) => void): Child {
  const actions = element(
    'div',
    { class: 'actions' },
    copyButton('Copy', text),
    button('Lint it', () => openLint(policy)),
  );
  return element(
    'div',
    { class: 'stack' },
    part('Who gets in', plainList(letsIn)),
    missing &&
      element('p', { class: 'remark' }, element('code', {}, missing), ' is a placeholder: fill in the account.'),
    element(
      'section',
      { class: 'part' },
      element('div', { class: 'head' }, element('h2', {}, 'The role'), actions),
      scrollable(element('pre', { class: 'sheet' }, text), 'The role in the selected format'),
    ),
  );
}
