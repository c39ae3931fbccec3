import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const packageJson = JSON.parse(read('package.json'));

describe('package.json', () => {
  it('says where the package is from, which npm compares with the workflow that publishes it', () => {
    const home = 'https://github.com/ci-aws-credentials/ci-aws-credentials';
    expect(packageJson).toMatchObject({
      repository: { url: `git+${home}.git` },
      homepage: `${home}#readme`,
      bugs: `${home}/issues`,
      publishConfig: { access: 'public', provenance: true },
    });
    expect(read('README.md')).toContain(`uses: ${new URL(home).pathname.slice(1)}@v1\n`);
  });

  it('brings the Node that .node-version names', () => {
    expect(read('.node-version')).toBe(`${packageJson.devDependencies.node}\n`);
  });
});

describe('the README', () => {
  it('says that nothing is released as long as that is so', () => {
    expect(read('README.md').includes('Nothing is released yet: ')).toBe(packageJson.version.startsWith('0.'));
  });
});
