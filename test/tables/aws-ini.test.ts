import { externalDataInterceptor, loadSharedConfigFiles } from '@smithy/core/config';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AwsIni,
  appendSection,
  editSections,
  findSections,
  parseAwsIni,
  printAwsIni,
  removeSection,
  type Section,
  sectionsOf,
} from '../../src/export/aws-ini.ts';
import { problemOfValue } from '../../src/export/aws-ini-section.ts';
import { validateProfileName } from '../../src/options/profile-name.ts';

const mark = { job: 'github:o/r/1/2', until: Date.UTC(2026, 10, 20, 12) };
const markText = '# managed by ci-aws-credentials; job github:o/r/1/2; until 2026-11-20T12:00:00.000Z';
const region = [['region', 'eu-west-1']] as const;

function changed(text: string, change: (ini: AwsIni) => unknown): string {
  const ini = parseAwsIni(text);
  change(ini);
  return printAwsIni(ini);
}

function withSection(text: string, header: string, content: Parameters<typeof appendSection>[2]): string {
  return changed(text, (ini) => appendSection(ini, header, content));
}

function withoutSection(text: string, header: string): string {
  return changed(text, (ini) => {
    for (const section of sectionsOf(ini, header).toReversed()) removeSection(ini, section);
  });
}

describe('the name of a profile', () => {
  it.each([
    'default',
    'ci',
    'a.b_c@d+e-f',
    '123456789012',
    '007',
    'constructor',
    'toString',
    'hasOwnProperty',
    '_',
    'profile',
    'x'.repeat(64),
  ])('may be %s', (name) => {
    expect(validateProfileName(name, 'aws-profile')).toBe(name);
  });

  it.each([
    ['', '""'],
    ['a b', '"a b"'],
    ['ci ', '"ci "'],
    ['a\nb', '"a\\nb"'],
    ['ci\n', '"ci\\n"'],
    ['a]b', '"a]b"'],
    ['../x', '"../x"'],
    ['..', '".."'],
    ['a/b', '"a/b"'],
    ['-x', '"-x"'],
    ['é', '"é"'],
    ['x'.repeat(65), `"${'x'.repeat(65)}"`],
    ['x'.repeat(500), `"${'x'.repeat(80)}…"`],
    ['__proto__', '"__proto__"'],
    ['DEFAULT', '"DEFAULT"'],
  ])('must not be %j, and the message shows it', (name, seen) => {
    const validate = () => validateProfileName(name, 'aws-profile');
    expect(validate).toThrow(expect.objectContaining({ code: 'profile-invalid' }));
    expect(validate).toThrow(seen);
  });
});

describe('a value', () => {
  it.each(['a', 'a=b', 'a;b', 'a#b', '"/a b/node" run', 'arn:aws:iam::1:role/x', '/é'])('may be %s', (value) => {
    expect(problemOfValue(value)).toBeUndefined();
  });

  it.each(['', ' a', 'a\t', '\u00A0a', 'a\nb', 'a\rb', 'a\0b', 'a\tb', 'a\u2028b', '#a', ';a', 'a #b', 'a ;b'])(
    'must not be %j',
    (value) => {
      expect(problemOfValue(value)).toBeTypeOf('string');
      expect(() => withSection('', 'ci', { set: [['region', value]], mark })).toThrow('region');
    },
  );

  it.each(['', 'Region', 'a b', 'a=b', 'a\nb', '#a', '[a]'])('has no key %j', (key) => {
    expect(() => withSection('', 'ci', { set: [[key, 'x']], mark })).toThrow('is not a key');
  });

  it.each(['', 'a b', 'a;b', 'a\nb'])('is not marked as of a job %j', (job) => {
    expect(() => withSection('', 'ci', { set: region, mark: { job } })).toThrow('cannot name a job');
  });
});

describe('a header', () => {
  it.each([
    ['profile ci', '[profile ci]'],
    ['profile ci', '[profile  ci]'],
    ['profile ci', '[ profile\tci ]'],
    ['profile ci', '[profile "ci"]'],
    ['profile ci', "[profile 'ci']"],
    ['profile ci', '  [profile ci]'],
    ['profile ci', '[profile ci] ; note'],
    ['profile ci', '[profile ci]; note'],
    ['profile ci', '[profile ci] # see [x]'],
    ['profile ci', '\uFEFF[profile ci]'],
    ['default', '[default]'],
    ['default', '[profile default]'],
    ['default', '[profile "default"]'],
    ['ci', '[ci]'],
    ['ci', '[ ci ]'],
    ['constructor', '[constructor]'],
    ['__proto__', '[__proto__]'],
    ['profile', '[profile]'],
    ['profile profile', '[profile profile]'],
  ])('%j is found as %j', (header, line) => {
    expect(findSections(`${line}\nregion = x\n`, header)).toHaveLength(1);
  });

  it.each([
    ['profile ci', '[ci]'],
    ['ci', '[profile ci]'],
    ['ci', '# [ci]'],
    ['ci', '; [ci]'],
    ['ci', '[CI]'],
    ['ci', '[ci2]'],
    ['ci', '[]'],
    ['ci', 'x = [ci]'],
    ['profile ci', '[sso-session ci]'],
    ['profile ci', '[profileci]'],
    ['toString', '[ci]'],
  ])('%j is not found in %j', (header, line) => {
    expect(findSections(`${line}\nregion = x\n`, header)).toEqual([]);
  });
});

describe('a section', () => {
  const only = (text: string, header: string): Section => {
    const [section, ...more] = findSections(text, header);
    if (section === undefined || more.length > 0) throw new Error('not exactly one');
    return section;
  };

  it('ends with its last setting', () => {
    const text = '# top\n[a]\nx = 1\n\n[ci]\n# note\nregion = x\n s3 =\n  y = 1\n\n# of b\n[b]\nz = 1\n';
    const section = only(text, 'ci');
    expect(section.text).toBe('[ci]\n# note\nregion = x\n s3 =\n  y = 1');
    expect(section.line).toBe(5);
    expect(section.block.text).toMatch(/^\[ci\]/);
  });

  it('is its header alone when it has no settings', () => {
    expect(only('[ci]\n# note\n\n[b]\nx = 1', 'ci').text).toBe('[ci]');
  });

  it.each([
    ['Region = x', ['region']],
    ['region: x', ['region']],
    ['region=x', ['region']],
    ['a:b = x', ['a:b', 'a']],
    ['s3 =\n  region = x', ['s3']],
    ['s3 = # none\n  region = x', ['s3']],
    ['output = json\n  region = x', ['output', 'region']],
    ['  output = json\n  region = x', ['output', 'region']],
    ['nonsense', []],
  ])('has in %j the keys %j', (body, keys) => {
    expect([...only(`[ci]\n${body}\n`, 'ci').keys]).toEqual(keys);
  });

  it('is found as often as it occurs', () => {
    expect(
      findSections('[default]\na=1\n[b]\n[default]\n[profile default]\n', 'default').map(({ line }) => line),
    ).toEqual([1, 4, 5]);
  });

  it.each([
    [markText, mark],
    ['# managed by ci-aws-credentials; job 1', { job: '1' }],
    ['# managed by ci-aws-credentials; job 1; until whenever', { job: '1' }],
    ['# managed by somebody', undefined],
    ['# managed by ci-aws-credentials; job 1; and more text', undefined],
    ['region = x', undefined],
  ])('with %j below its header has the mark %j', (line, expected) => {
    expect(only(`[ci]\n${line}\n`, 'ci').mark).toEqual(expected);
  });
});

describe('appending', () => {
  const section = `[ci]\n${markText}\nregion = eu-west-1`;
  const append = (text: string) => withSection(text, 'ci', { set: region, mark });

  it.each([
    ['an empty file', '', `${section}\n`],
    ['a byte order mark alone', '\uFEFF', `\uFEFF${section}\n`],
    ['a final newline', '[a]\nx = 1\n', `[a]\nx = 1\n\n${section}\n`],
    ['no final newline', '[a]\nx = 1', `[a]\nx = 1\n\n${section}`],
    ['CRLF', '[a]\r\nx = 1\r\n', `[a]\r\nx = 1\r\n\r\n${section.replaceAll('\n', '\r\n')}\r\n`],
    ['blank lines at the end', '[a]\n\n\n', `[a]\n\n\n\n${section}\n`],
  ])('to %s', (_, text, expected) => {
    expect(append(text)).toBe(expected);
    expect(withoutSection(expected, 'ci')).toBe(text);
  });

  it('twice and removing in any order leaves what was there', () => {
    for (const text of ['', '[a]', '[a]\n', '[a]\r\n\r\n', ' ', '\n', '\r']) {
      const both = withSection(append(text), 'other', { set: region, mark });
      expect(withoutSection(withoutSection(both, 'ci'), 'other')).toBe(text);
      expect(withoutSection(withoutSection(both, 'other'), 'ci')).toBe(text);
    }
  });

  it('keeps what others put below', () => {
    const text = `${append('[a]')}\n[b]\ny = 1\n`;
    expect(withoutSection(text, 'ci')).toBe('[a]\n[b]\ny = 1\n');
  });
});

describe('editing', () => {
  const edit = (text: string) =>
    changed(text, (ini) =>
      editSections(ini, 'profile ci', {
        set: [['role_arn', 'arn:x'], ...region],
        remove: ['aws_access_key_id', 'sso_region'],
      }),
    );
  const ours = 'role_arn = arn:x\nregion = eu-west-1\n';

  it.each([
    [
      'other keys and comments stay',
      '[profile ci]\n# c\noutput = json # d\n',
      `[profile ci]\n${ours}# c\noutput = json # d\n`,
    ],
    ['old values go', '[profile ci]\nregion = old\nrole_arn=old\n', `[profile ci]\n${ours}`],
    ['in odd spelling', '[profile ci]\nRegion : old\nROLE_ARN = old\n', `[profile ci]\n${ours}`],
    ['and repeated', '[profile ci]\nregion = a\noutput = b\nregion = c\n', `[profile ci]\n${ours}output = b\n`],
    ['with what continues them', '[profile ci]\nregion = a\n   b\noutput = c\n', `[profile ci]\n${ours}output = c\n`],
    ['keys to remove go', '[profile ci]\naws_access_key_id = A\noutput = b\n', `[profile ci]\n${ours}output = b\n`],
    ['nested keys stay', '[profile ci]\ns3 =\n  region = b\n', `[profile ci]\n${ours}s3 =\n  region = b\n`],
    ['hidden keys go', '[profile ci]\noutput = b\n  sso_region = c\n', `[profile ci]\n${ours}output = b\n`],
    ['no final newline', '[profile ci]\noutput = b', `[profile ci]\n${ours}output = b`],
    ['an empty section', '[profile ci]', `[profile ci]\n${ours.trimEnd()}`],
    [
      'the indent is taken over',
      '[profile ci]\n  output = b\n',
      `[profile ci]\n${ours.replace(/^/gm, '  ').trimEnd()}\n  output = b\n`,
    ],
    ['a header with a comment stays', '[profile ci] ; note\na = b\n', `[profile ci] ; note\n${ours}a = b\n`],
    ['a quoted header stays', '[profile "ci"]\na = b\n', `[profile "ci"]\n${ours}a = b\n`],
    ['an odd header becomes plain', '[ profile  ci ]\na = b\n', `[profile ci]\n${ours}a = b\n`],
    ['and keeps its comment', '[profile ci]; note\na = b\n', `[profile ci]\n; note\n${ours}a = b\n`],
    ['whatever that is', '  [profile ci] # see [x]\na = b\n', `  [profile ci]\n# see [x]\n${ours}a = b\n`],
    ['even if it is none', '[profile ci] note\na = b\n', `[profile ci]\n# note\n${ours}a = b\n`],
    [
      'other sections stay',
      '[a]\nregion = x\n\n[profile ci]\n\n# d\n[d]\nregion = x\n',
      `[a]\nregion = x\n\n[profile ci]\n${ours}\n# d\n[d]\nregion = x\n`,
    ],
    [
      'every section of that name',
      '[profile ci]\nregion = x\n[b]\n[profile ci]\n',
      `[profile ci]\n${ours}[b]\n[profile ci]\n${ours}`,
    ],
    ['CRLF', '[profile ci]\r\na = b\r\n', `[profile ci]\r\n${ours.replaceAll('\n', '\r\n')}a = b\r\n`],
    ['mixed line endings', '#\n[profile ci]\r\na = b\r\n', `#\n[profile ci]\r\n${ours}a = b\r\n`],
    ['a byte order mark', '\uFEFF[profile ci]\n', `\uFEFF[profile ci]\n${ours}`],
    ['nothing to edit', '[b]\nregion = x\n', '[b]\nregion = x\n'],
  ])('%s', (_, text, expected) => {
    expect(edit(text)).toBe(expected);
  });

  it('tells what became of each section, and leaves out those that stayed', () => {
    const ini = parseAwsIni('[ci]\n[b]\n[ci]\nregion = x\n');
    const changes = editSections(ini, 'ci', { set: [], remove: ['region'] });
    expect(changes).toEqual([{ before: '[ci]\nregion = x', after: '[ci]' }]);
  });
});

describe('a file of thousands of sections', () => {
  const many = Array.from({ length: 3000 }, (_, index) => `[profile p${index}]\nregion = x\n`).join('\n');

  it('is cut once: an edit touches the section and, for a blank line, the one above it', () => {
    const ini = parseAwsIni(many);
    const blocks = [...ini.byHeader.values()].flat();
    const before = blocks.map(({ text }) => text);
    const touched = () => blocks.flatMap(({ text }, index) => (text === before[index] ? [] : [index]));
    editSections(ini, 'profile p1000', { set: [['region', 'y']], remove: [] });
    expect(touched()).toEqual([1000]);
    for (const section of sectionsOf(ini, 'profile p2000')) removeSection(ini, section);
    expect(touched()).toEqual([1000]);
    appendSection(ini, 'profile new', { set: region, mark });
    expect(touched()).toEqual([1000, 2999]);
    expect([...ini.byHeader.values()].flat()).toHaveLength(3000);
    expect(printAwsIni(ini)).toHaveLength(
      many.length -
        '[profile p2000]\nregion = x\n\n'.length +
        `\n[profile new]\n${markText}\nregion = eu-west-1\n`.length,
    );
  });
});

describe('any file', () => {
  const name = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._@+-]{0,8}$/).filter((text) => text !== 'ours');
  const header = fc.oneof(
    fc.constant('[default]'),
    fc
      .tuple(
        name,
        fc.constantFrom('[profile N]', '[profile "N"]', '[profile  N]', '[ profile N ]', '[N]', '[sso-session N]'),
      )
      .map(([text, pattern]) => pattern.replace('N', () => text)),
  );
  const setting = (indents: readonly string[]) =>
    fc
      .tuple(
        fc.constantFrom(...indents),
        fc.constantFrom('region', 'Region', 'output', 'aws_access_key_id', 'role_arn', 's3', 'a.b', 'x:y'),
        fc.constantFrom('=', ' = ', ' : '),
        fc.constantFrom('', 'x', 'y z', 'a=b', 'v # note', '[odd]'),
      )
      .map((parts) => parts.join(''));
  const headerLine = fc.tuple(header, fc.constantFrom('', ' ', ' ; note', ' # note')).map((parts) => parts.join(''));
  // The SDK for JavaScript overlooks this header and adds its keys to the section above, whatever that is.
  const overlookedHeader = header.map((text) => `${text}; note`);
  const otherLine = fc.constantFrom(
    '',
    '   ',
    '# comment',
    '; comment',
    '  # indented',
    '[',
    '[]',
    'nonsense',
    markText,
  );
  const fileOf = (...lines: fc.Arbitrary<string>[]) =>
    fc
      .tuple(
        fc.constantFrom('', '\uFEFF'),
        fc.array(fc.oneof(...lines), { maxLength: 14 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
      )
      .map(([bom, lines, eol, final]) => bom + lines.join(eol) + (final ? eol : ''));
  const file = fileOf(headerLine, overlookedHeader, setting(['', '', '  ', '\t']), otherLine);
  const nested = fc.constantFrom('s3 =\n  region = nested', 'output = json\n  role_arn = hidden', 'a.b = 1\n  more');
  const settings = [
    ['role_arn', 'arn:aws:iam::123456789012:role/x'],
    ['region', 'eu-west-1'],
  ] as const;

  it('is as it was after a section was added and removed', () => {
    fc.assert(
      fc.property(
        fc.oneof(file, fc.string({ unit: fc.constantFrom('[', ']', '\r', '\n', ' ', 'a', '=', '#', '\uFEFF') })),
        (text) => {
          const added = withSection(text, 'profile ours', { set: settings, mark });
          const sections = findSections(added, 'profile ours');
          expect(sections).toMatchObject([{ mark }]);
          expect(withoutSection(added, 'profile ours')).toBe(text);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is after many edits what it is when it is read anew for each', () => {
    const headers = ['default', 'profile a', 'profile ours'] as const;
    const crowded = fileOf(
      fc.constantFrom(
        '[profile a]',
        '[profile "a"]',
        ' [profile a]',
        '[profile ours]; x',
        '[default]',
        '[profile default]',
      ),
      headerLine,
      setting(['', '  ']),
      otherLine,
    );
    const step = fc.tuple(fc.constantFrom(...headers), fc.constantFrom('append', 'remove', 'edit'));
    const play = (ini: AwsIni, [name, what]: readonly [string, string]): unknown => {
      if (what === 'append') return appendSection(ini, name, { set: settings, mark });
      if (what === 'edit') return editSections(ini, name, { set: settings, remove: ['output'], mark });
      const [first] = sectionsOf(ini, name);
      return first && removeSection(ini, first);
    };
    const seen = (ini: AwsIni) =>
      headers.map((name) => sectionsOf(ini, name).map(({ text, line, made }) => ({ text, line, made })));
    fc.assert(
      fc.property(crowded, fc.array(step, { minLength: 1, maxLength: 8 }), (text, steps) => {
        const ini = parseAwsIni(text);
        let anew = text;
        for (const one of steps) {
          play(ini, one);
          anew = changed(anew, (other) => play(other, one));
          expect(printAwsIni(ini)).toBe(anew);
          expect(seen(ini)).toEqual(seen(parseAwsIni(anew)));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps every other section, to the SDK that reads it, when one is added', async () => {
    await fc.assert(
      fc.asyncProperty(file, async (text) => {
        const before = await readBySdk(text);
        const after = await readBySdk(withSection(text, 'profile ours', { set: settings, mark }));
        expect(after).toEqual({ ...before, ours: Object.fromEntries(settings) });
      }),
      { numRuns: 500 },
    );
  });

  it('keeps every other section and every other key when one is edited', async () => {
    const remove = ['aws_access_key_id'];
    const touched = new Set(['role_arn', 'region', ...remove]);
    await fc.assert(
      fc.asyncProperty(file, fileOf(headerLine, setting(['']), nested, otherLine), async (above, below) => {
        const text = `${above}\n[profile ours]\noutput = json\nregion = old\n${below.replace('\uFEFF', '')}`;
        const before = await readBySdk(text);
        const edited = changed(text, (ini) => editSections(ini, 'profile ours', { set: settings, remove }));
        const after = await readBySdk(edited);
        expect({ ...after, ours: {} }).toEqual({ ...before, ours: {} });
        const others = Object.entries(before.ours ?? {}).filter(
          ([key]) => !touched.has(/^[^:]*/.exec(key.toLowerCase())?.[0].trim() ?? ''),
        );
        expect(after.ours).toMatchObject(Object.fromEntries([...others, ...settings]));
        expect(after.ours).not.toHaveProperty('aws_access_key_id');
      }),
      { numRuns: 500 },
    );
  });

  let files = 0;
  async function readBySdk(text: string) {
    files += 1;
    const configFilepath = `config-${files}`;
    externalDataInterceptor.interceptFile(configFilepath, text);
    externalDataInterceptor.interceptFile('credentials', '');
    return (await loadSharedConfigFiles({ configFilepath, filepath: 'credentials' })).configFile;
  }
});
