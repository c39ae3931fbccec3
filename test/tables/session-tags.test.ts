import { describe, expect, it } from 'vitest';
import { builtInTags, parseCustomTags, transitiveKeys, withoutDroppableTags } from '../../src/aws/session-tags.ts';
import { userAgentOf } from '../../src/aws/user-agent.ts';
import { failureOf } from '../fakes.ts';

const env = {
  GITHUB_ACTIONS: 'true',
  GITHUB_REPOSITORY: 'octo-org/octo-repo',
  GITHUB_WORKFLOW: 'Build & deploy (prod)',
  GITHUB_ACTION: '__run',
  GITHUB_ACTOR: 'dependabot[bot]',
  GITHUB_SHA: 'abc',
  GITHUB_REF: `refs/heads/${'x'.repeat(300)}`,
  GITHUB_EVENT_NAME: 'push',
  GITHUB_BASE_REF: '',
  GITHUB_RUN_ID: '1',
};

it('a GitHub job has tags of its own, in signs that STS takes', () => {
  expect(builtInTags(env).map(({ Key, Value }) => `${Key}=${Value.slice(0, 30)}`)).toEqual([
    'GitHub=Actions',
    'Repository=octo-org/octo-repo',
    'Workflow=Build _ deploy _prod_',
    'Action=__run',
    'Actor=dependabot_bot_',
    'Commit=abc',
    `Branch=refs/heads/${'x'.repeat(19)}`,
    'EventName=push',
    'RunId=1',
  ]);
  expect(builtInTags(env)[6]?.Value).toHaveLength(256);
  expect(builtInTags({ GITLAB_CI: 'true', GITHUB_REPOSITORY: 'x' })).toEqual([]);
});

it('when there are too many, those go that say least', () => {
  const custom = [{ Key: 'Team', Value: 'a' }];
  const left = withoutDroppableTags([...builtInTags(env), ...custom]).map(({ Key }) => Key);
  expect(left).toEqual(['GitHub', 'Repository', 'Workflow', 'Action', 'Actor', 'Commit', 'Branch', 'Team']);
});

it('only tags that are there go on', () => {
  expect(transitiveKeys(['Team', 'Repository', 'team'], [{ Key: 'Team', Value: 'a' }])).toEqual(['Team']);
});

describe('tags of the user', () => {
  it.each([
    ['{}', []],
    [
      '{"a": "b", "n": 42, "t": true, "é ü": "1:/=+-@._"}',
      [
        ['a', 'b'],
        ['n', '42'],
        ['t', 'true'],
        ['é ü', '1:/=+-@._'],
      ],
    ],
    [`{"${'k'.repeat(128)}": "${'v'.repeat(256)}"}`, [['k'.repeat(128), 'v'.repeat(256)]]],
    ['{"empty": ""}', [['empty', '']]],
  ])('may be %j', (text, tags) => {
    expect(parseCustomTags(text).map(({ Key, Value }) => [Key, Value])).toEqual(tags);
  });

  it.each([
    ['{', 'not valid JSON'],
    ['[]', 'must be a JSON object'],
    ['"x"', 'must be a JSON object'],
    ['{"a": {}}', "value for key 'a' must be a string, number, or boolean"],
    ['{"a": null}', "value for key 'a' must be"],
    ['{"": "x"}', "key '' must be between 1 and 128"],
    [`{"${'k'.repeat(129)}": "x"}`, 'between 1 and 128'],
    [`{"a": "${'v'.repeat(257)}"}`, "value for key 'a' exceeds maximum length of 256"],
    ['{"a!": "x"}', "key 'a!' contains invalid characters"],
    ['{"a": "x;y"}', "value for key 'a' contains invalid characters"],
    ['{"a": "x\\ny"}', 'invalid characters'],
    ['{"Repository": "x"}', 'protected session tag'],
    ['{"GitHub": "x"}', 'protected session tag'],
    [JSON.stringify(Object.fromEntries(Array.from({ length: 38 }, (_, n) => [`k${n}`, n]))), 'total session tags (51)'],
  ])('must not be %j', async (text, words) => {
    const error = await failureOf(() => parseCustomTags(text));
    expect(error).toMatchObject({ code: 'option-invalid', hint: expect.stringContaining('{"Team": "payments"') });
    expect(error.message).toContain(words);
  });
});

describe('the user agent', () => {
  it.each([
    [{}, 'ci-aws-credentials'],
    [{ GITLAB_CI: 'true' }, 'ci-aws-credentials'],
    [{ GITHUB_ACTIONS: 'true' }, 'ci-aws-credentials configure-aws-credentials-for-github-actions'],
    [
      { ...env, GITHUB_ACTION_REPOSITORY: 'octo/action', GITHUB_RUN_ATTEMPT: '2' },
      'ci-aws-credentials configure-aws-credentials-for-github-actions md/action#octo-action md/run_id#1 md/attempt#2',
    ],
    [
      { ...env, GITHUB_ACTION_REPOSITORY: '', GITHUB_RUN_ID: 'x\r\nevil: 1' },
      'ci-aws-credentials configure-aws-credentials-for-github-actions md/action#__run',
    ],
  ])('of %j is %s', (variables, agent) => {
    expect(userAgentOf(variables)).toBe(agent);
  });
});
