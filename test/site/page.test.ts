// The playground in headless Chromium, opened from the disk: real clicks, keys and pastes.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { answerIn, fakeToken, paste, setUpSite, sitePath, visit } from './browser.ts';

setUpSite();

const policyField = 'Trust policy of the role';
const claimsField = 'Claims of the job, or its token';

const provider = 'token.actions.githubusercontent.com';
const policyFor = (subject: string, operator = 'StringEquals'): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${provider}` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { [operator]: { [`${provider}:aud`]: 'sts.amazonaws.com', [`${provider}:sub`]: subject } },
      },
    ],
  });
const claimsFor = (subject: string): { iss: string; aud: string; sub: string } => ({
  iss: `https://${provider}`,
  aud: 'sts.amazonaws.com',
  sub: subject,
});
const main = 'repo:acme/app:ref:refs/heads/main';

/** The lines that are about the place where policy and token part, as they stand below each other. */
async function caretLines(page: Page): Promise<readonly string[]> {
  return page.locator('.parted .text').evaluateAll((lines) =>
    lines.map((line) => {
      const copy = line.cloneNode(true) as Element;
      copy.querySelector('.unseen')?.remove();
      return copy.textContent ?? '';
    }),
  );
}

describe('why was I refused', () => {
  it('begins with an example: the caret below the difference, and the change', async () => {
    const page = await visit();
    await answerIn(page).getByRole('heading', { name: 'Refused' }).waitFor();
    const [policy = '', caret = '', token = ''] = await caretLines(page);
    expect(policy.trim()).toBe('"repo:octo-org/octo-repo:ref:refs/heads/main"');
    expect(token.trim()).toBe('repo:octo-org/octo-repo:environment:production');
    expect(policy.charAt(caret.indexOf('^'))).toBe('r');
    expect(token.charAt(caret.indexOf('^'))).toBe('e');
    await expectTexts(page, '.change .plus .text', [
      '    "token.actions.githubusercontent.com:sub": [',
      '      "repo:octo-org/octo-repo:ref:refs/heads/main",',
      '      "repo:octo-org/octo-repo:environment:production"',
      '    ],',
      '    "token.actions.githubusercontent.com:ref": "refs/heads/main"',
    ]);
  });

  it('tries a change in place, and says whom the policy lets in then', async () => {
    const page = await visit();
    await page.getByRole('button', { name: 'Try it here' }).click();
    await answerIn(page).getByRole('heading', { name: 'Accepted' }).waitFor();
    expect(await answerIn(page).locator('.plain li').allTextContents()).toEqual([
      'repository octo-org/octo-repo, branch main, on GitHub Actions',
      'repository octo-org/octo-repo, environment production, branch main, on GitHub Actions',
    ]);
  });

  it('copies the policy with the change, and nothing else of it moved', async () => {
    const page = await visit();
    const before = await page.getByLabel(policyField).inputValue();
    await page.getByRole('button', { name: 'Copy the changed policy' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const added = copied.split('\n').filter((line) => !before.split('\n').includes(line));
    expect(added.map((line) => line.trim())).toEqual([
      `"${provider}:sub": [`,
      '"repo:octo-org/octo-repo:ref:refs/heads/main",',
      '"repo:octo-org/octo-repo:environment:production"',
      '],',
      `"${provider}:ref": "refs/heads/main"`,
    ]);
  });

  it('takes a role as the AWS CLI prints it', async () => {
    const page = await visit();
    const document = JSON.parse(policyFor(main));
    await paste(
      page,
      policyField,
      JSON.stringify({ Role: { Arn: 'arn:aws:iam::111122223333:role/deploy', AssumeRolePolicyDocument: document } }),
    );
    await paste(page, claimsField, JSON.stringify(claimsFor(main)));
    await answerIn(page).getByRole('heading', { name: 'Accepted' }).waitFor();
  });

  it('marks the provider where the policy trusts another one', async () => {
    const page = await visit();
    await paste(page, policyField, policyFor(main).replace(`oidc-provider/${provider}`, 'oidc-provider/gitlab.com'));
    await paste(page, claimsField, JSON.stringify(claimsFor(main)));
    // Until the claims are pasted, there are several causes.
    await answerIn(page).getByRole('heading', { name: 'What to change', exact: true }).waitFor();
    await answerIn(page).getByText('The policy trusts a different issuer.').waitFor();
    expect((await caretLines(page)).map((line) => line.trim())).toEqual([
      '"arn:aws:iam::111122223333:oidc-provider/gitlab.com"',
      '^',
      `arn:aws:iam::111122223333:oidc-provider/${provider}`,
    ]);
  });

  it('takes the claims out of the log of a refused job', async () => {
    const page = await visit();
    const log = [
      'The claims that matter to a trust policy:',
      `  iss  https://${provider}`,
      `  sub  ${main}`,
      '  aud  ["sts.amazonaws.com"]',
      '',
      'Other causes:',
    ];
    await paste(page, policyField, encodeURIComponent(policyFor('repo:acme/app:ref:refs/heads/release')));
    const raw = log.map((line) => `2026-11-26T12:00:00.0000000Z \u001b[36;1m${line}\u001b[0m`);
    await paste(page, claimsField, raw.join('\n'));
    await answerIn(page).locator('.parted', { hasText: main }).waitFor();
  });

  it('writes a policy where there is none', async () => {
    const page = await visit();
    await page.getByRole('button', { name: 'Clear all' }).click();
    await answerIn(page).getByRole('heading', { name: 'Nothing to compare yet' }).waitFor();
    await paste(page, claimsField, JSON.stringify(claimsFor(main)));
    await answerIn(page).getByRole('heading', { name: 'A trust policy that accepts this job' }).waitFor();
    expect(await answerIn(page).textContent()).toContain('repository acme/app, branch main');
  });

  it('says what only AWS knows', async () => {
    const page = await visit();
    const policy = JSON.parse(policyFor(main));
    policy.Statement[0].Condition.IpAddress = { 'aws:SourceIp': '198.51.100.0/24' };
    await paste(page, policyField, JSON.stringify(policy));
    await paste(page, claimsField, JSON.stringify(claimsFor(main)));
    await answerIn(page).getByRole('heading', { name: 'It depends' }).waitFor();
    expect(await page.locator('.line.maybe .mark').first().textContent()).toContain('Only AWS knows');
  });

  it('takes what else is known of the request and of the provider', async () => {
    const page = await visit();
    const policy = JSON.parse(policyFor(main));
    policy.Statement[0].Condition.IpAddress = { 'aws:SourceIp': '198.51.100.0/24' };
    await paste(page, policyField, JSON.stringify(policy));
    await paste(page, claimsField, JSON.stringify(claimsFor(main)));
    await page.getByText('Provider, address and time').click();
    await page.getByLabel('Address of the runner').fill('198.51.100');
    await page.locator('#why-known-fault', { hasText: 'The address is not an IP address.' }).waitFor();
    await page.getByLabel('Address of the runner').fill('198.51.100.7');
    await answerIn(page).getByRole('heading', { name: 'Accepted' }).waitFor();
    await page.getByLabel('Time of the call').fill('noon');
    await page.locator('#why-known-fault', { hasText: 'The time is not an ISO 8601 time.' }).waitFor();
    await page.getByLabel('Time of the call').fill('2026-11-20T12:00:00Z');
    await page.getByLabel('Client IDs of the provider').fill('https://github.com/acme');
    await answerIn(page).getByRole('heading', { name: 'Refused' }).waitFor();
    expect(await answerIn(page).textContent()).toContain('audience');
  });

  it('announces the answer', async () => {
    const page = await visit();
    expect(await page.getByRole('status').textContent()).toBe(
      'Refused. The job has an environment:, which replaces the branch in the subject.',
    );
  });
});

describe('a token', () => {
  const token = fakeToken({ ...claimsFor(main), iat: 1_700_000_000, exp: 1_700_000_300 });

  it.each([
    ['pasted', async (page: Page) => paste(page, claimsField, token)],
    [
      'pasted with what stood before it',
      async (page: Page) => paste(page, claimsField, `Authorization: Bearer ${token}\n`),
    ],
    ['pasted into the wrong field', async (page: Page) => paste(page, policyField, token)],
    ['wrapped by a terminal', async (page: Page) => paste(page, claimsField, token.replace(/(.{40})/g, '$1\n'))],
    [
      'as an endpoint answers',
      async (page: Page) => paste(page, claimsField, JSON.stringify({ count: 1, value: token })),
    ],
    ['typed, or dropped into the field', async (page: Page) => page.getByLabel(claimsField).fill(token)],
  ])('%s becomes its claims, and is nowhere', async (_how, give) => {
    const page = await visit();
    await give(page);
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await page.getByText('The token was decoded and discarded.').waitFor();
    expect(await page.getByLabel(claimsField).inputValue()).toContain(`"sub": "${main}"`);
    await page.getByLabel(claimsField).press('ControlOrMeta+Z');
    await page.waitForTimeout(400);
    const [, payload = '', signature = ''] = token.split('.');
    const everywhere = await page.evaluate(() =>
      [
        location.href,
        JSON.stringify({ ...localStorage }),
        JSON.stringify({ ...sessionStorage }),
        JSON.stringify(history.state),
        document.cookie,
        window.name,
        document.documentElement.outerHTML,
        ...[...document.querySelectorAll('textarea, input')].map((field) => (field as HTMLInputElement).value),
      ].join('\n'),
    );
    for (const part of [payload, signature]) expect(everywhere).not.toContain(part);
  });

  it('is no policy to lint, and is dropped', async () => {
    const page = await visit('#lint');
    await page.getByLabel('Trust policy', { exact: true }).fill(token);
    await page.locator('.fault', { hasText: 'That was a token. It was discarded.' }).waitFor();
    expect(await page.getByLabel('Trust policy', { exact: true }).inputValue()).toBe('');
  });

  it('that has expired is judged all the same, which is said', async () => {
    const page = await visit();
    await paste(page, policyField, policyFor(main));
    await paste(page, claimsField, token);
    await answerIn(page).getByRole('heading', { name: 'Accepted' }).waitFor();
    expect(await page.locator('.remark').textContent()).toMatch(/^The token expired at 2023-11-14T22:18:20Z; AWS/);
  });

  it('of an unknown issuer is judged, and what AWS reads of it is said', async () => {
    const page = await visit();
    const claims = { iss: 'https://ci.example.org', aud: 'sts.amazonaws.com', sub: 'job:1' };
    await paste(page, policyField, policyFor(main).replaceAll(provider, 'ci.example.org'));
    await paste(page, claimsField, JSON.stringify(claims));
    await answerIn(page).getByRole('heading', { name: 'Refused' }).waitFor();
    expect(await page.locator('.remark').textContent()).toContain('The issuer is unknown.');
  });
});

describe('bad input', () => {
  const long = JSON.stringify({ Version: 'x'.repeat(400_000) });

  it.each<[string, string, string, string, string | undefined]>([
    ['a comma too many', policyField, '{\n  "Version": "2012-10-17",\n}', 'line 3, column 1', '}\n^'],
    ['no JSON at all', policyField, 'hello', 'line 1, column 1', 'hello\n^'],
    ['a comment', policyField, '{ // mine\n}', 'line 1, column 3', '{ // mine\n  ^'],
    ['an end too early', policyField, '{ "Version": "2012-10-17"\n', 'line 1, column 26', undefined],
    ['no statements', policyField, '{ "Version": "2012-10-17" }', 'Statement is missing.', undefined],
    [
      'another kind of policy',
      policyField,
      policyFor(main).replace('"Effect"', '"Resource":"*","Effect"'),
      'has a Resource',
      undefined,
    ],
    ['very long input', policyField, long, 'this page accepts up to 300,000', undefined],
    ['a very long log', claimsField, `  ${'x '.repeat(200_000)}`, 'this page accepts up to 300,000', undefined],
    ['claims that are a list', claimsField, '["a"]', 'The claims are not an object.', undefined],
    ['claims that are no JSON', claimsField, '{ "sub": main }', 'line 1, column 10', '{ "sub": main }\n         ^'],
    [
      'claims in the field for the policy',
      policyField,
      JSON.stringify(claimsFor(main)),
      'Paste them into the field below.',
      undefined,
    ],
    ['a policy in the field for claims', claimsField, policyFor(main), 'Paste it into the field above.', undefined],
    [
      'an error message',
      claimsField,
      'Error: Not authorized',
      'Paste the token, its claims as JSON, or the lines',
      undefined,
    ],
    ['a masked token', claimsField, '***', 'is not a JWT (it is ***, a masked value; 3 characters, 1 part)', undefined],
  ])('%s', async (_what, field, text, message, excerpt) => {
    const page = await visit();
    await page.getByLabel(field).fill(text);
    const fault = page.locator('.fault:not(:empty)');
    await fault.waitFor();
    expect(await fault.textContent()).toContain(message);
    if (excerpt !== undefined) expect(await fault.locator('pre').textContent()).toBe(excerpt);
    expect(await page.getByLabel(field).getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel(field).getAttribute('aria-describedby')).toContain(await fault.getAttribute('id'));
    await answerIn(page).getByRole('heading', { name: 'This cannot be read yet' }).waitFor();
  });

  it('is text wherever it is shown', async () => {
    const page = await visit();
    const markup = '<img src=x onerror=alert(1)>';
    await paste(page, policyField, policyFor(markup));
    await paste(page, claimsField, JSON.stringify(claimsFor(`${markup}<b>`)));
    await answerIn(page)
      .locator('.parted', { hasText: `${markup}<b>` })
      .waitFor();
    expect(await page.locator('img').count()).toBe(0);
  });

  it('keeps the browser from making markup or requests of it', async () => {
    const page = await visit('', { mayFail: true });
    const outcome = await page.evaluate(async () => {
      const refusals: string[] = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
        refusals.push(effectiveDirective),
      );
      try {
        document.body.innerHTML = '<p>';
      } catch (error) {
        refusals.push((error as Error).name);
      }
      await fetch('https://example.org/').catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return refusals;
    });
    expect(outcome).toContain('TypeError');
    expect(outcome).toContain('connect-src');
  });
});

describe('a link', () => {
  it('is made on request alone, and brings back the policy and the claims', async () => {
    const page = await visit();
    expect(new URL(page.url()).hash).toBe('#why');
    await paste(page, policyField, policyFor('repo:acme/other:*', 'StringLike'));
    await paste(page, claimsField, JSON.stringify(claimsFor(main)));
    await page.waitForTimeout(400);
    expect(new URL(page.url()).hash).toBe('#why');
    await page.getByRole('button', { name: 'Copy a link to this' }).first().click();
    await page.locator('#why-shared', { hasText: 'Copied. The link contains the policy and the claims' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const other = await visit(new URL(copied).hash);
    await other.locator('#why-note', { hasText: 'From a link' }).waitFor();
    await answerIn(other).getByRole('heading', { name: 'Refused' }).waitFor();
    expect(JSON.parse(await other.getByLabel(claimsField).inputValue())).toEqual(claimsFor(main));
    expect(await other.getByLabel(policyField).inputValue()).toContain('repo:acme/other:*');
  });

  it('holds no token that stands in a claim', async () => {
    const page = await visit();
    await paste(page, claimsField, JSON.stringify({ ...claimsFor(main), note: fakeToken(claimsFor(main)) }));
    await page.getByRole('button', { name: 'Copy a link to this' }).first().click();
    await page.locator('#why-shared', { hasText: 'looks like a token, so no link was created' }).waitFor();
    expect(new URL(page.url()).hash).toBe('#why');
  });

  it('is gone from the address when the fields change', async () => {
    const page = await visit();
    await page.getByRole('button', { name: 'Copy a link to this' }).first().click();
    await page.locator('#why-shared', { hasText: 'Copied.' }).waitFor();
    await page.getByRole('button', { name: 'Clear all' }).click();
    expect(new URL(page.url()).hash).toBe('#why');
    expect(await page.locator('#why-shared').textContent()).toBe('');
  });

  it.each(['#why/damaged', `#why/${Buffer.from('{}').toString('base64url')}`])(
    'that is damaged says so: %s',
    async (fragment) => {
      const page = await visit(fragment);
      await page.locator('#why-note', { hasText: 'This link is damaged' }).waitFor();
    },
  );
});

describe('lint', () => {
  it('lists what is wrong, the worst first, and who gets in', async () => {
    const page = await visit('#lint');
    await answerIn(page).getByRole('heading', { name: 'No policy yet' }).waitFor();
    await page.getByRole('button', { name: 'Use an example' }).click();
    await page.getByRole('link', { name: 'literal-wildcard' }).waitFor();
    await page.getByLabel('Trust policy', { exact: true }).fill(policyFor('repo:*', 'StringLike'));
    await answerIn(page)
      .getByRole('heading', { name: /^1 error/ })
      .waitFor();
    await answerIn(page).locator('.plain li', { hasText: 'any owner' }).waitFor();
    expect((await page.locator('.badge:visible').allTextContents())[0]).toBe('error');
  });

  it('reads a template in YAML', async () => {
    const page = await visit('#lint');
    const template = `Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: { Federated: !Sub "arn:aws:iam::\${AWS::AccountId}:oidc-provider/${provider}" }
            Action: sts:AssumeRoleWithWebIdentity
`;
    await page.getByLabel('Trust policy', { exact: true }).fill(template);
    await page.getByRole('link', { name: 'missing-subject' }).waitFor();
  });

  it('says where a text is neither JSON nor YAML', async () => {
    const page = await visit('#lint');
    await page.getByLabel('Trust policy', { exact: true }).fill('Resources: {');
    await page.locator('.fault:not(:empty)').filter({ hasText: 'line 1' }).waitFor();
  });
});

describe('make', () => {
  it('writes the role as it is filled in, in four formats', async () => {
    const page = await visit('#make');
    await answerIn(page).getByRole('heading', { name: 'Which jobs can assume the role?' }).waitFor();
    await page.getByLabel('Tag').fill('v*');
    await answerIn(page).getByText('Fill in "Repository": OWNER/NAME, or "Subject": TEXT.').waitFor();
    await page.getByLabel('Tag').fill('');
    await page.getByLabel('Repository', { exact: true }).fill('acme/app');
    await answerIn(page).getByText('"Environment" and "Pull request"').waitFor();
    await page.getByLabel('Branch').fill('main');
    await answerIn(page).getByText('ACCOUNT_ID is a placeholder').waitFor();
    await page.getByLabel('Account ID').fill('111122223333');
    const role = answerIn(page).locator('pre');
    await role.filter({ hasText: '"arn:aws:iam::111122223333:oidc-provider/' }).waitFor();
    for (const [format, sign] of [
      ['Terraform', 'resource "aws_iam_role" "ci"'],
      ['CloudFormation', 'AWS::IAM::OIDCProvider'],
      ['AWS CLI', 'aws iam create-role'],
    ] as const) {
      await page.getByLabel(format).check();
      await role.filter({ hasText: sign }).waitFor();
    }
    expect(await answerIn(page).locator('.plain li').allTextContents()).toEqual([
      'repository acme/app, branch main, on GitHub Actions',
    ]);
  });

  it('has the fields of every CI, and finds its own policies good', async () => {
    const page = await visit('#make');
    const names = await page.getByLabel('CI', { exact: true }).locator('option').allTextContents();
    expect(names.length).toBeGreaterThan(15);
    for (const name of names) {
      await page.getByLabel('CI', { exact: true }).selectOption(name);
      expect(await page.locator('#view-make [data-option]').count(), name).toBeGreaterThan(0);
    }
    await page.getByLabel('CI', { exact: true }).selectOption('GitLab CI');
    await page.getByLabel('Account ID').fill('111122223333');
    await page.getByLabel('Project', { exact: true }).fill('acme/app');
    await page.getByLabel('Branch').fill('main');
    await page.getByRole('button', { name: 'Lint it' }).click();
    await answerIn(page)
      .getByRole('heading', { name: /^(1 note|Nothing found)$/ })
      .waitFor();
    expect(await page.locator('#view-lint .badge.no').count()).toBe(0);
  });
});

describe('examples', () => {
  it('are of every CI, and open with the answer that their button says', async () => {
    const page = await visit('#examples');
    const buttons = page.locator('.cases button');
    expect(await page.locator('.cases > li').count()).toBeGreaterThan(20);
    const labels = await buttons.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
    for (const [index, label] of labels.entries()) {
      await page.getByRole('tab', { name: 'Examples' }).click();
      await buttons.nth(index).click();
      const verdict = label.endsWith(': accepted') ? 'Accepted' : 'Refused';
      expect(await answerIn(page).getByRole('heading', { name: verdict }).count(), label).toBe(1);
    }
  });
});

describe('the page', () => {
  it('can be used by keyboard alone', async () => {
    const page = await visit();
    const focused = (): Promise<string> =>
      page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent || '');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the tools');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('tab-why');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('tab-lint');
    expect(await page.getByRole('tabpanel').getAttribute('id')).toBe('view-lint');
    await page.keyboard.press('End');
    expect(await focused()).toBe('tab-examples');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('tab-why');
    const stops: string[] = [];
    for (let stop = 0; stop < 6; stop++) {
      await page.keyboard.press('Tab');
      stops.push(await focused());
    }
    expect(stops.slice(0, 5)).toEqual([
      'why-policy',
      'why-claims',
      'Provider, address and time',
      'why-share',
      'why-clear',
    ]);
    await page.locator('#why-clear').focus();
    await page.keyboard.press('Enter');
    await answerIn(page).getByRole('heading', { name: 'Nothing to compare yet' }).waitFor();
  });

  it('keeps the tab when the tabs are skipped', async () => {
    const page = await visit('#lint');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#lint$/);
    expect(await page.getByRole('tabpanel').getAttribute('id')).toBe('view-lint');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('lint-policy');
  });

  it('fits a phone', async () => {
    const page = await visit('', { viewport: { width: 390, height: 844 } });
    for (const name of ['Why was I refused?', 'Lint a policy', 'Make a policy', 'Examples']) {
      await page.getByRole('tab', { name }).click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBe(390);
    }
    const tabs = page.getByRole('tablist');
    expect(await tabs.evaluate((list) => list.scrollWidth - list.clientWidth)).toBe(0);
    await page.getByRole('tab', { name: 'Why was I refused?' }).click();
    const caret = await page.locator('.caret i').boundingBox();
    expect(caret?.x).toBeLessThan(390);
  });

  it('is one file of at most 150 KB as it is sent', () => {
    const page = readFileSync(sitePath());
    expect(gzipSync(page).length).toBeLessThan(150_000);
    expect(page.toString()).not.toMatch(/<(script|link|img)[^>]+(src|href)="(?!data:)/);
  });
});

async function expectTexts(page: Page, selector: string, texts: readonly string[]): Promise<void> {
  expect(await page.locator(selector).allTextContents()).toEqual(texts);
}
