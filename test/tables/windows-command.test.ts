import { describe, expect, it } from 'vitest';
import { windowsCommand } from '../../src/commands/exec/windows-command.ts';

const env = {
  PATH: 'C:\\Windows;"C:\\Program Files\\nodejs\\";;C:\\tools',
  PATHEXT: '.COM;.EXE;.BAT;.CMD;.JS',
  ComSpec: 'C:\\cmd.exe',
};
const files = [
  'C:\\Windows\\where.exe',
  'C:\\Program Files\\nodejs\\node.exe',
  'C:\\Program Files\\nodejs\\npm',
  'C:\\Program Files\\nodejs\\npm.cmd',
  'C:\\Program Files\\nodejs\\npm.ps1',
  'C:\\tools\\aws.cmd',
  'C:\\tools\\tool.v2.exe',
  'C:\\tools\\both.bat',
  'C:\\tools\\both.exe',
  'C:\\tools\\lint.js',
  '.\\aws.exe',
  '.\\deploy.cmd',
  'gradlew',
  'gradlew.bat',
  './deploy.sh',
  '.\\deploy.ps1',
  './deploy',
  './my scripts/deploy.cmd',
  'C:\\100%\\x.cmd',
];
const isFile = (path: string): boolean => files.some((file) => file.toLowerCase() === path.toLowerCase());
const found = (command: string, args: readonly string[] = [], more = {}) =>
  windowsCommand(command, args, { env: { ...env, ...more }, isFile });
const cmd = (line: string) => ({
  file: 'C:\\cmd.exe',
  args: ['/d', '/e:on', '/v:off', '/s', '/c', `"${line}"`],
  verbatim: true,
});

describe('a command on Windows', () => {
  it.each([
    ['node', 'C:\\Program Files\\nodejs\\node.exe'],
    ['NODE.EXE', 'C:\\Program Files\\nodejs\\NODE.EXE'],
    ['where', 'C:\\Windows\\where.exe'],
    ['tool.v2', 'C:\\tools\\tool.v2.exe'],
    ['both', 'C:\\tools\\both.exe'],
    ['C:\\tools\\both', 'C:\\tools\\both.exe'],
  ])('%s is the program %s', (command, file) => {
    expect(found(command, ['a b', '%x%'])).toEqual({ file, args: ['a b', '%x%'] });
  });

  it.each([
    ['npm', '"C:\\Program Files\\nodejs\\npm.cmd"'],
    ['npm.cmd', '"C:\\Program Files\\nodejs\\npm.cmd"'],
    ['aws', 'C:\\tools\\aws.cmd'],
    ['./gradlew', './gradlew.bat'],
    ['deploy', '.\\deploy.cmd'],
    ['deploy.cmd', '.\\deploy.cmd'],
    ['./my scripts/deploy', '".\\my scripts\\deploy.cmd"'],
  ])('%s is a batch file, which cmd runs: %s', (command, line) => {
    files.push('./gradlew.bat');
    expect(found(command)).toEqual(cmd(line.replaceAll('/', '\\')));
  });

  it('is looked for by the extensions that the machine says, and by those that are usual', () => {
    expect(found('both', [], { PATHEXT: '.bat;.exe' })).toEqual(cmd('C:\\tools\\both.bat'));
    expect(found('node', [], { PATHEXT: '.BAT' })).toMatchObject({ exitCode: 127 });
    expect(found('npm', [], { PATHEXT: undefined, ComSpec: undefined })).toMatchObject({ file: 'cmd.exe' });
    expect(found('node', [], { PATH: undefined })).toEqual({ exitCode: 127, reason: 'node: not found.' });
  });

  it.each([
    ['./deploy.sh', 'bash ./deploy.sh'],
    ['./deploy', 'bash ./deploy'],
    ['.\\deploy.ps1', 'powershell -File .\\deploy.ps1'],
    ['lint.js', 'node lint.js'],
  ])('%s cannot be started there: %s can', (command, instead) => {
    expect(found(command)).toEqual({
      exitCode: 126,
      reason: `${command}: Windows cannot start this file. Name the program that runs it: exec … -- ${instead}`,
    });
  });

  it.each([
    ['run', 'run'],
    ['--stage=prod', '"--stage=prod"'],
    ['', '""'],
    ['a b', '"a b"'],
    ['a&calc', '"a&calc"'],
    ['a^b|c>d<e', '"a^b|c>d<e"'],
    ['{"a":1}', '"{""a"":1}"'],
    ['a"&calc', '"a""&calc"'],
    ['a\\"b', '"a\\\\""b"'],
    ['C:\\my folder\\', '"C:\\my folder\\\\"'],
    ['C:\\folder\\', 'C:\\folder\\'],
    ['ünï', '"ünï"'],
    ['!x!', '"!x!"'],
  ])('gets %j by cmd as %s', (word, quoted) => {
    expect(found('aws', [word])).toEqual(cmd(`C:\\tools\\aws.cmd ${quoted}`));
  });

  it.each(['%PATH%', '50%', 'two\nlines', 'cr\r', 'nul\0'])('gets no %j by cmd, which would change it', (word) => {
    expect(() => found('aws', [word])).toThrow(expect.objectContaining({ code: 'option-invalid' }));
    expect(() => found('C:\\100%\\x.cmd')).toThrow('its name');
  });
});
