import { describe, expect, it } from 'vitest';
import { windowsLauncher, windowsPath } from '../../src/export/windows-launcher.ts';

const folder = 'C:\\Users\\Jörg Müller\\AppData\\Local\\ci/gitlab-1/program-2/process-default-3';
const program = 'C:\\Users\\Jörg Müller\\AppData\\Local\\ci/gitlab-1/program-2/credential-process.js';

describe('the batch file of a profile on Windows', () => {
  it.each([
    [
      ['C:\\Program Files\\nodejs\\node.exe', program],
      '"C:\\Program Files\\nodejs\\node.exe" "%~dp0..\\credential-process.js"',
    ],
    [['D:\\node 100%\\node.exe', program], '"D:\\node 100%%\\node.exe" "%~dp0..\\credential-process.js"'],
    [
      ['C:\\Users\\Jörg Müller\\AppData\\Local\\fnm\\node.exe', program],
      '"%~dp0..\\..\\..\\..\\fnm\\node.exe" "%~dp0..\\credential-process.js"',
    ],
    [['D:\\ci.exe', '--profile-folder'], '"D:\\ci.exe" --profile-folder'],
  ] as const)('starts %j by %s', (command, words) => {
    expect(windowsLauncher({ command, folder, plainFolder: folder })).toBe(`@${words} "%~dp0."\r\n`);
  });

  it.each([
    ['cmd would read it by a code page', 'D:\\Größe\\node.exe', folder],
    ['cmd would not start it', 'D:\\node.exe', `C:\\${'x'.repeat(230)}`],
  ])('is not made where %s', (_why, node, place) => {
    expect(windowsLauncher({ command: [node, program], folder: place, plainFolder: place })).toBeUndefined();
  });

  it.each([
    ['C:\\Users\\JRGML~1\\x/credential-process.cmd', 'C:\\Users\\JRGML~1\\x\\credential-process.cmd'],
    ['D:\\jörg@x+y/c.cmd', 'D:\\jörg@x+y\\c.cmd'],
    ['D:\\my folder\\c.cmd', '"D:\\my folder\\c.cmd"'],
    ['D:\\a,b=c\\c.cmd', '"D:\\a,b=c\\c.cmd"'],
    ['D:\\a&b\\c.cmd', '"D:\\a&b\\c.cmd"'],
  ])('%s is written as %s', (path, word) => {
    expect(windowsPath(path)).toBe(word);
  });
});
