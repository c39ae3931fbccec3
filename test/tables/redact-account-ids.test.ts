import { describe, expect, it } from 'vitest';
import { type ErrorDetails, HelperError } from '../../src/core/errors.ts';
import type { Log } from '../../src/core/io.ts';
import { redactAccountIds, redactedError, redactingLog } from '../../src/core/redact-account-ids.ts';
import { Secret } from '../../src/core/secret.ts';

describe('a text without accounts', () => {
  it.each([
    ['arn:aws:iam::123456789012:role/x', 'arn:aws:iam::***:role/x'],
    ['123456789012 and (210987654321)', '*** and (***)'],
    ['of 123456789012, 210987654321.', 'of ***, ***.'],
    ['request 0a1b2c3d-0000-4000-8000-123456789012', 'request 0a1b2c3d-0000-4000-8000-123456789012'],
    ['1234567890123 and 12345678901', '1234567890123 and 12345678901'],
  ])('%s', (text, expected) => {
    expect(redactAccountIds(text)).toBe(expected);
  });
});

describe('a log without accounts', () => {
  it('says everything else, and masks what it is told to', () => {
    const said: string[] = [];
    const log: Log = {
      debug: (message) => said.push(`debug ${message}`),
      info: (message) => said.push(`info ${message}`),
      notice: (message) => said.push(`notice ${message}`),
      warning: (message) => said.push(`warning ${message}`),
      error: (message, title) => said.push(`error ${title} ${message}`),
      group: (title, text) => said.push(`group ${title} ${text}`),
      mask: (value) => said.push(`mask ${value.reveal()}`),
      command: (line) => said.push(`command ${line}`),
    };
    const quiet = redactingLog(log);
    for (const level of ['debug', 'info', 'notice', 'warning'] as const) quiet[level]('of 123456789012');
    quiet.error('of 123456789012', 'sts-refused');
    quiet.group('of 123456789012', 'and 123456789012');
    quiet.mask(new Secret('123456789012'));
    quiet.command('of 123456789012');
    expect(said).toEqual([
      'debug of ***',
      'info of ***',
      'notice of ***',
      'warning of ***',
      'error sts-refused of ***',
      'group of *** and ***',
      'mask 123456789012',
      'command of 123456789012',
    ]);
  });
});

describe('an error without accounts', () => {
  it('says everything else', () => {
    const refusal = new HelperError('sts-access-denied', 'role of 123456789012', { hint: 'in 123456789012' });
    const network = new TypeError('no route');
    const details: Required<ErrorDetails> = {
      hint: 'not 123456789012',
      diagnosis: 'the provider of 123456789012',
      cause: refusal,
      retryAfterSeconds: 3,
    };
    const said = redactedError(new HelperError('account-not-allowed', 'is 123456789012', details));
    expect(said).toMatchObject({
      code: 'account-not-allowed',
      message: 'is ***',
      details: { hint: 'not ***', diagnosis: 'the provider of ***', retryAfterSeconds: 3 },
      cause: { code: 'sts-access-denied', message: 'role of ***', hint: 'in ***' },
    });
    expect(Object.keys((said as HelperError).details)).toEqual(Object.keys(details));
    expect(redactedError(new HelperError('network-failed', 'no', { cause: network }))).toMatchObject({
      message: 'no',
      hint: undefined,
      cause: network,
    });
  });

  it('is the same where it is a bug', () => {
    const bug = new TypeError('123456789012');
    expect(redactedError(bug)).toBe(bug);
  });
});
