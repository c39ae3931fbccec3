import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Reading, readAsBotocore } from '../../src/export/aws-ini-readers.ts';
import { runProgram } from '../program.ts';
import { type AwsByName, startAwsByName } from './aws.ts';
import { clients } from './clients.ts';
import { assuming, expectIdentity, startJob } from './job.ts';
import { systemPath } from './requirements.ts';

let aws: AwsByName;
beforeAll(async () => {
  aws = await startAwsByName();
});
afterAll(() => aws.close());

const readers = clients.filter(({ name }) => name !== 'whoami');
const types = ['web-identity', 'static', 'process'];

/** Config files of users, as they are found, with a default profile that holds no identity. */
const files: Readonly<Record<string, string>> = {
  'a region and an output format': '[default]\nregion = us-west-2\noutput = json\ncli_pager =\n',
  'no final newline': '[profile x]\nregion = us-west-2\n\n[default]\noutput = json',
  'lines of Windows': '[default]\r\nregion = us-west-2\r\n\r\n[profile x]\r\noutput = json\r\n',
  'an indented file': '  [default]\n  region = us-west-2\n  [profile x]\n  region = us-east-1\n',
  'an indented header without settings': '  [default]\n  [profile x]\n  region = us-east-1\n',
  'nested settings': '[default]\ns3 =\n  max_concurrent_requests = 20\nregion = us-west-2\n',
  'a quoted header': '[profile "default"] ; mine\nregion = us-west-2\n',
  'both headers of the default profile': '[default]\nregion = us-west-2\n[profile default]\noutput = json\n',
  'comments around': '# top\n\n[default]\n# mine\nregion = us-west-2\n; end\n',
};

describe.each(Object.entries(files))('beside %s', (_what, before) => {
  it.each(types)('the default profile of the type %s is read by all, and goes without a trace', async (type) => {
    const job = await startJob(aws, 'gitlab');
    const config = path.join(job.home, '.aws/config');
    mkdirSync(path.dirname(config));
    writeFileSync(config, before);
    await job.tool(...assuming(job, '--profile-type', type));
    for (const client of readers) await expectIdentity(aws, job, client);
    await job.tool('cleanup');
    expect(readFileSync(config, 'utf8')).toBe(before);
    expect(existsSync(path.join(job.home, '.aws/credentials'))).toBe(false);
  });
});

/** Prints what botocore reads from each of the texts in a file. */
const botocore = `
import json, sys
from botocore.configloader import raw_config_parse
from botocore.exceptions import ConfigParseError
def read(text):
    with open('one', 'wb') as file:
        file.write(text.encode())
    try:
        raw_config_parse('one')
        return raw_config_parse('one', parse_subsections=False)
    except ConfigParseError:
        return None
print(json.dumps([read(text) for text in json.load(open('all', encoding='utf-8'))], sort_keys=True, ensure_ascii=False, separators=(',', ':')))
`;

/** As Python prints it, in the order of the names. */
function plain(reading: Reading): unknown {
  const sorted = <T>(entries: Iterable<readonly [string, T]>) =>
    Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
  return sorted([...reading].map(([name, values]) => [name, sorted(values)] as const));
}

describe('our reading of these files', () => {
  const headers = ['[a]', '[a]', ' [a]', '[ a ]', '[profile b]; c', '[DEFAULT]', '[x] = [y]', '[]', '['];
  const settings = [
    'x = 1',
    'X: 2',
    '  x = 3',
    '\ty=z',
    's3 =',
    '  k = v',
    '  word',
    'word',
    'x = 1 # c',
    '= 1',
    ': 2',
  ];
  const others = ['', '   ', '# c', '  ; c', '\uFEFF', '\u00A0'];
  const lines = [...headers, ...settings, ...others];

  it('is that of botocore, of any file', async () => {
    // All files of three lines, each below a header, would be too many: a part of them says as much.
    const texts = lines.flatMap((first) =>
      lines.flatMap((second) => lines.map((third) => ['[top]', first, second, third].join('\n'))),
    );
    const some = [...lines, ...texts.filter((_, index) => index % 19 === 0)].flatMap((text) => [text, `${text}\r\n`]);
    const folder = mkdtempSync(path.join(tmpdir(), 'botocore-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(path.join(folder, 'all'), JSON.stringify(some));
    const { stdout, stderr } = await runProgram({
      command: ['python3', '-c', botocore],
      env: { PATH: systemPath, PYTHONUTF8: '1' },
      cwd: folder,
    });
    expect(stderr).toBe('');
    const theirs: readonly unknown[] = JSON.parse(stdout);
    const ours = some.map((text) => {
      const { reading } = { reading: undefined, ...readAsBotocore(text) };
      return reading === undefined ? null : plain(reading);
    });
    const differing = some.flatMap((text, index) => {
      const [own, their] = [JSON.stringify(ours[index]), JSON.stringify(theirs[index])];
      return own === their ? [] : [{ text, own, their }];
    });
    expect(differing).toEqual([]);
  });
});
