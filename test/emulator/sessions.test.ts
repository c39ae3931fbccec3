import { describe, expect, it } from 'vitest';
import { createSessions } from '../../src/emulator/sts/sessions.ts';
import { deployRole } from './start-for-test.ts';

const hour = 3_600_000;
const owner = { arn: 'arn:aws:iam::123456789012:user/owner', accessKeyId: 'AKIAFAKEOWNER', secretAccessKey: 'fake' };

function opened() {
  let now = 0;
  const sessions = createSessions([owner], () => now);
  return {
    open: (seconds = 3600) =>
      sessions.open({ roleArn: deployRole, sessionName: 'one', expiresAt: now + seconds * 1000 }).accessKeyId,
    isKnown: (accessKeyId: string) => sessions.find(accessKeyId) !== undefined,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

describe('the sessions of an emulator that runs for long', () => {
  it('are known for an hour after their end', () => {
    const { open, isKnown, pass } = opened();
    const [short, long] = [open(900), open(43_200)];
    pass(1.25 * hour - 1);
    open();
    expect([short, long].map(isKnown)).toEqual([true, true]);
    pass(1);
    open();
    expect([short, long, owner.accessKeyId].map(isKnown)).toEqual([false, true, true]);
  });

  it('are ten thousand at most, of which the oldest goes first', () => {
    const { open, isKnown } = opened();
    const keys = Array.from({ length: 10_002 }, () => open(43_200));
    expect(keys.map(isKnown).indexOf(true)).toBe(2);
    expect(keys.filter(isKnown)).toHaveLength(10_000);
    expect(isKnown(owner.accessKeyId)).toBe(true);
  });
});
