import { describe, expect, it } from 'vitest';
import { openJournal, parseReceipts, readReceipts, receiptFiles } from '../../src/job/receipts.ts';
import { makeWorld } from '../world.ts';

const folder = '/tmp/private/gha-1';
const job = { name: 'gha-1', id: 'gha-1-0', folder };

describe('a journal of receipts', () => {
  it('is on the disk after each receipt, and is read backwards', () => {
    const { io, files } = makeWorld();
    const journal = openJournal(job, io);
    expect(files.size).toBe(0);
    journal.record({ kind: 'a', path: '/x' });
    expect(readReceipts(journal.path, io.files)).toEqual([{ kind: 'a', path: '/x' }]);
    journal.record({ kind: 'b', before: { A: '' } });
    expect(readReceipts(journal.path, io.files)).toEqual([
      { kind: 'b', before: { A: '' } },
      { kind: 'a', path: '/x' },
    ]);
    expect(journal.receipts.map(({ kind }) => kind)).toEqual(['a', 'b']);
  });

  it('is in the state alone while no receipt has a secret', () => {
    const states: string[] = [];
    const { io, files } = makeWorld();
    const journal = openJournal(job, { ...io, onReceipts: (state) => states.push(state) });
    const [first, second, secret] = [
      { kind: 'a', open: true },
      { kind: 'b', open: true },
      { kind: 'c', text: 'fake-secret' },
    ];
    journal.record(first);
    journal.record(second);
    expect(states.map(parseReceipts)).toEqual([[first], [second, first]]);
    expect(files.size).toBe(0);
    journal.record(secret);
    expect(states.at(-1)).toBe(journal.path);
    expect(states.join()).not.toContain('fake-secret');
    expect(readReceipts(journal.path, io.files)).toEqual([secret, second, first]);
    journal.keep([first]);
    expect(readReceipts(journal.path, io.files)).toEqual([first]);
    journal.keep([]);
    expect(files.size).toBe(0);
  });

  it.each([
    [
      'follows others: first the file, since the state alone has the others',
      { kind: 'a', open: true },
      ['1', 'path of a file'],
    ],
    ['is the first: first the path, so that no file with secrets is left', undefined, ['path to come']],
  ])('is found at every moment, when the one with a secret %s', (_order, before, states) => {
    const { io, files } = makeWorld();
    const seen: string[] = [];
    const nameOf = (state: string) => (files.has(state) ? 'path of a file' : 'path to come');
    const journal = openJournal(job, {
      ...io,
      onReceipts: (state) => seen.push(parseReceipts(state)?.length.toString() ?? nameOf(state)),
    });
    if (before) journal.record(before);
    journal.record({ kind: 'b', text: 'fake-secret' });
    expect(seen).toEqual(states);
    expect(files.has(journal.path)).toBe(true);
  });

  it('is shortened in the state as in the file', () => {
    const states: string[] = [];
    const { io, files } = makeWorld();
    const journal = openJournal(job, { ...io, onReceipts: (state) => states.push(state) });
    journal.keep([]);
    expect(states).toEqual([]);
    journal.record({ kind: 'a', open: true });
    journal.keep([]);
    expect(states.map(parseReceipts)).toEqual([[{ kind: 'a', open: true }], []]);
    expect(files.size).toBe(0);
  });

  it.each([
    ['is gone', undefined, []],
    ['is empty', '', []],
    ['is cut short', '[{"kind":"a"}', []],
    ['is no list', '{"kind":"a"}', []],
    ['holds other things, too', '[1, null, {"kind": 7}, {"path": "/x"}, {"kind": "a"}]', [{ kind: 'a' }]],
  ])('that %s has what can be read of it', (_state, text, receipts) => {
    const { io } = makeWorld({ files: text === undefined ? {} : { '/b': text } });
    expect(readReceipts('/b', io.files)).toEqual(receipts);
  });
});

it('the journals of a job are found by name, the newest first', () => {
  const names = ['receipts-9-a.json', 'receipts-100-zz9.json', 'receipts-20-0.json'];
  const others = [
    'token-default',
    'receipts-1-a.json.tmp',
    'receipts-x-a.json',
    'my-receipts-1-a.json',
    'receipts-1-.json',
  ];
  const { io } = makeWorld({
    files: Object.fromEntries([...names, ...others].map((name) => [`${folder}/${name}`, ''])),
  });
  expect(receiptFiles(folder, io.files)).toEqual([
    `${folder}/receipts-100-zz9.json`,
    `${folder}/receipts-20-0.json`,
    `${folder}/receipts-9-a.json`,
  ]);
  expect(receiptFiles('/nowhere', io.files)).toEqual([]);
});

it('a journal has a name by which it is found again', () => {
  const { io } = makeWorld();
  const journal = openJournal(job, io);
  journal.record({ kind: 'a' });
  expect(receiptFiles(folder, io.files)).toEqual([journal.path]);
});
