import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorPage, pageUrl } from '../../src/core/docs-page.ts';
import { type ErrorCode, errorCodes, HelperError } from '../../src/core/errors.ts';
import { causes } from '../../src/diagnose/causes.ts';
import { reportError } from '../../src/reporting/report-error.ts';
import { issuers } from '../../src/trust/issuers/index.ts';
import { makeWorld } from '../world.ts';

const root = path.resolve(import.meta.dirname, '../..');
const base = pageUrl('');

/** As GitHub makes them of headings. */
function anchorsOf(page: string): readonly string[] {
  return [...readFileSync(path.join(root, page), 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

function leadsSomewhere(url: string): boolean {
  const [page = '', anchor] = url.slice(base.length).split('#');
  if (!url.startsWith(base) || !existsSync(path.join(root, page))) return false;
  return anchor === undefined || anchorsOf(page).includes(anchor);
}

const codes = Object.keys(errorCodes) as ErrorCode[];

describe('every link that is said', () => {
  it('is an address on the pages of this version', () => {
    expect(base).toBe('https://github.com/ci-aws-credentials/ci-aws-credentials/blob/v1/');
    expect(readFileSync(path.join(root, 'README.md'), 'utf8')).toContain(
      'uses: ci-aws-credentials/ci-aws-credentials@v1',
    );
  });

  it.each(codes)('of the error %s leads to a section', (code) => {
    expect(leadsSomewhere(errorPage(code))).toBe(true);
  });

  it.each(codes)('ends what is said of the error %s', (code) => {
    const { io, said } = makeWorld();
    reportError(new HelperError(code, 'What happened.', { hint: 'What to do.' }), io.log);
    expect(said).toEqual([`error [${code}]: What happened.\nWhat to do.\n${errorPage(code)}`]);
  });

  it('is said once, where the hint has it', () => {
    const { io, said } = makeWorld();
    const page = errorPage('sts-audience');
    reportError(new HelperError('sts-audience', 'What happened.', { hint: `The cause.\n  ${page}` }), io.log);
    expect(said).toEqual([`error [sts-audience]: What happened.\nThe cause.\n  ${page}`]);
  });

  const pages = [
    ...causes.map(({ page }) => page),
    ...issuers.flatMap(({ audience, subjectMismatches = [], traps = [] }) => [
      ...(audience === undefined ? [] : [audience.page]),
      ...[...subjectMismatches, ...traps].map(({ page }) => page),
    ]),
  ];

  it.each([...new Set(pages)])('of a cause leads to %s', (page) => {
    expect(leadsSomewhere(pageUrl(page))).toBe(true);
  });
});
