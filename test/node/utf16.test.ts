import { expect, it } from 'vitest';
import { utf16Text } from '../../src/node/utf16.ts';

const little = Buffer.from('\ufeffeyJ.ü\r\n', 'utf16le');

it.each([
  ['UTF-16', little, '\ufeffeyJ.ü\r\n'],
  ['UTF-16 the other way round', Buffer.from(little).swap16(), '\ufeffeyJ.ü\r\n'],
  ['UTF-16 without a mark', little.subarray(2), undefined],
  ['UTF-16 that is cut off', little.subarray(0, -1), undefined],
  ['UTF-8 with a mark', Buffer.from('\ufeffeyJ'), undefined],
  ['nothing', Buffer.alloc(0), undefined],
])('%s is read by its byte order mark', (_what, bytes, text) => {
  expect(utf16Text(bytes)).toBe(text);
});
