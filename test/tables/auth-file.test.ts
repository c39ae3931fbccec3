import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addLogins, credentialHelper, parseAuthFile, removeLogins } from '../../src/export/auth-file.ts';
import { failureOf } from '../fakes.ts';

const path = '/home/ci/.docker/config.json';
const host = '123456789012.dkr.ecr.eu-central-1.amazonaws.com';
const ours = { [host]: 'QVdTOmZha2U=' };

/** As Docker writes it, with what other people keep there. */
const docker = `{
	"auths": {
		"ghcr.io": {
			"auth": "b2N0bzpmYWtl"
		}
	},
	"HttpHeaders": {
		"User-Agent": "Docker-Client/28.0 (linux)"
	},
	"psFormat": "table {{.Names}}",
	"proxies": {}
}`;

describe('logins are added to a file', () => {
  it('that Docker wrote, as Docker would', () => {
    expect(addLogins(docker, ours, path)).toBe(
      docker.replace('\n\t},', `,\n\t\t"${host}": {\n\t\t\t"auth": "QVdTOmZha2U="\n\t\t}\n\t},`),
    );
  });

  it.each([
    ['is not there', undefined, `{\n\t"auths": {\n\t\t"${host}": {\n\t\t\t"auth": "QVdTOmZha2U="\n\t\t}\n\t}\n}`],
    ['is empty', ' \n', `{\n\t"auths": {\n\t\t"${host}": {\n\t\t\t"auth": "QVdTOmZha2U="\n\t\t}\n\t}\n}\n`],
    ['is one line', '{"auths":{}}', `{"auths":{"${host}":{"auth":"QVdTOmZha2U="}}}`],
    [
      'is indented by blanks',
      '{\n  "auths": {}\n}\n',
      `{\n  "auths": {\n    "${host}": {\n      "auth": "QVdTOmZha2U="\n    }\n  }\n}\n`,
    ],
    [
      'has Windows’ line ends and mark',
      '\uFEFF{\r\n  "a": 1\r\n}\r\n',
      `\uFEFF{\r\n  "a": 1,\r\n  "auths": {\r\n    "${host}": {\r\n      "auth": "QVdTOmZha2U="\r\n    }\r\n  }\r\n}\r\n`,
    ],
  ])('that %s', (_what, before, after) => {
    expect(addLogins(before, ours, path)).toBe(after);
    expect(removeLogins(after, ours, { before, path })).toBe(before);
  });

  it.each([
    ['not JSON', '{"auths": ', 'is not JSON'],
    ['a list', '[]', 'is not a JSON object'],
    ['a text', '"auths"', 'is not a JSON object'],
    ['with auths that are none', '{"auths": []}', 'has a member auths that is not an object'],
    ['with helpers that are none', '{"credHelpers": "x"}', 'has a member credHelpers that is not an object'],
    ['with a store that is none', '{"credsStore": {}}', 'has a member credsStore that is not a string'],
  ])('but not to one that is %s', async (_what, text, fault) => {
    const error = await failureOf(() => parseAuthFile(text, path));
    expect([error.code, error.message]).toEqual([
      'input-unreadable',
      `${path} ${fault}, so no login can be added to it.`,
    ]);
  });
});

describe('logins are taken out again', () => {
  const before = docker;
  const added = addLogins(before, ours, path);

  it('and what others did meanwhile stays', () => {
    const meanwhile = addLogins(added, { 'quay.io': 'cTpmYWtl' }, path).replace('"table', '"wide');
    const left = addLogins(before, { 'quay.io': 'cTpmYWtl' }, path).replace('"table', '"wide');
    expect(removeLogins(meanwhile, ours, { before, path })).toBe(left);
  });

  it('and a file that was never changed stays as it is', () => {
    const plain = '{ "auths": {"ghcr.io":{}} }\n';
    expect(removeLogins(plain, ours, { before: plain, path })).toBe(plain);
  });

  it('but not what somebody else has put in their place', () => {
    const theirs = addLogins(added, { [host]: 'QVdTOm90aGVy' }, path);
    expect(removeLogins(theirs, ours, { before, path })).toBe(theirs);
  });

  it('and what was there before for the same host comes back', () => {
    const earlier = addLogins(docker, { [host]: 'QVdTOmVhcmxpZXI=' }, path);
    const now = addLogins(addLogins(earlier, ours, path), { 'quay.io': 'cTpmYWtl' }, path);
    expect(removeLogins(now, ours, { before: earlier, path })).toBe(
      addLogins(earlier, { 'quay.io': 'cTpmYWtl' }, path),
    );
  });

  it('and a file that was made for them is gone, unless it has something else by now', () => {
    const made = addLogins(undefined, ours, path);
    expect(removeLogins(`${made}\n`, ours, { before: undefined, path })).toBeUndefined();
    const used = addLogins(made, { 'quay.io': 'cTpmYWtl' }, path);
    expect(removeLogins(used, ours, { before: undefined, path })).toBe(
      addLogins(undefined, { 'quay.io': 'cTpmYWtl' }, path),
    );
  });

  it('whatever the file holds', () => {
    const configs = fc.record(
      {
        auths: fc.dictionary(fc.domain(), fc.record({ auth: fc.base64String() })),
        HttpHeaders: fc.dictionary(fc.string(), fc.string()),
        other: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const indents = fc.constantFrom('', '\t', '  ', '    ');
    fc.assert(
      fc.property(configs, indents, (config, indent) => {
        const text = JSON.stringify(config, undefined, indent);
        const after = addLogins(text, ours, path);
        const { auths, ...rest } = JSON.parse(after);
        const { auths: own = {}, ...others } = JSON.parse(text);
        expect(rest).toEqual(others);
        expect(auths).toEqual({ ...own, [host]: { auth: ours[host] } });
        expect(removeLogins(after, ours, { before: text, path })).toBe(text);
      }),
    );
  });
});

it.each([
  ['its own helper, before the store', { credHelpers: { [host]: 'pass' }, credsStore: 'desktop' }, true, 'pass'],
  ['the store, for Docker', { credsStore: 'desktop' }, true, 'desktop'],
  ['nothing but the file, for podman', { credsStore: 'desktop' }, false, undefined],
  ['its own helper, for podman', { credHelpers: { [host]: 'pass' } }, false, 'pass'],
  ['the file, where the store is empty', { credsStore: '' }, true, undefined],
  ['the file', {}, true, undefined],
])('a login is kept by %s', (_what, json, isDocker, helper) => {
  expect(credentialHelper(json, host, isDocker)).toBe(helper);
});
