import { type Example, type ExampleJob, examples } from '../model/examples.ts';
import { readGivenPolicy } from '../model/given.ts';
import { judge } from '../model/judge.ts';
import { byId, element, show } from './element.ts';
import type { Question } from './why-view.ts';

/** The input of an example. */
function questionOf({ name, policy }: Example, job: ExampleJob): Question {
  return {
    policy: JSON.stringify(JSON.parse(policy), undefined, 2),
    claims: JSON.stringify(job.claims, undefined, 2),
    note: `An example: ${name}, ${job.name}. Replace it with your own.`,
  };
}

/** The first example: the most common refusal, with the policy of most guides. */
export function firstQuestion(): Question {
  const [example] = examples;
  const job = example?.jobs.find(({ name }) => name === 'environment');
  if (example === undefined || job === undefined) throw new Error('The first example is gone');
  const note =
    'An example: the policy is for the branch main, and the job has an environment. Replace it with your own.';
  return { ...questionOf({ ...example, policy: firstPolicy }, job), note };
}

const firstPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: {
          'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
          'token.actions.githubusercontent.com:sub': 'repo:octo-org/octo-repo:ref:refs/heads/main',
        },
      },
    },
  ],
});

/** A card for each CI. The verdicts are computed when the cards are first shown. */
export function examplesView(open: (question: Question) => void): { readonly draw: () => void } {
  const place = byId('examples-list', HTMLElement);
  return {
    draw() {
      if (place.childElementCount === 0)
        show(
          place,
          element(
            'ul',
            { class: 'cases' },
            examples.map((one) => card(one, open)),
          ),
        );
    },
  };
}

function card(example: Example, open: (question: Question) => void): HTMLElement {
  const given = readGivenPolicy(example.policy);
  const policy = typeof given === 'object' && 'value' in given ? given.value : undefined;
  const buttons = example.jobs.map((job) => {
    const { answer } = judge(policy, job.claims, { now: 0 }).diagnosis;
    const [tone, sign, says] = answer === 'accepted' ? ['yes', '✓', 'accepted'] : ['no', '✗', 'refused'];
    const made = element(
      'button',
      { type: 'button', class: tone, 'aria-label': `${example.name}, ${job.name}: ${says}` },
      element('span', { 'aria-hidden': 'true' }, sign),
      job.name,
    );
    made.addEventListener('click', () => open(questionOf(example, job)));
    return made;
  });
  const [first] = example.jobs;
  return element(
    'li',
    {},
    element('h2', {}, example.name),
    element('p', { class: 'small mono' }, String(first?.claims.sub ?? '')),
    element('div', { class: 'actions' }, buttons),
  );
}
