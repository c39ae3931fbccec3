// Which modules a plain run does without, and how the build makes it so: docs/adr/0003-bundle.md.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');

/**
 * Modules of functions, by the entry that stands for the file that they become: the first call of one of them loads it.
 * None of these entries exists in the sources.
 */
const groups: Readonly<Record<string, readonly string[]>> = {
  /** Errors, and what few jobs need. */
  'src/entry/late.ts': [
    'src/aws-api/ambient-credentials.ts',
    'src/aws-api/assume-role.ts',
    'src/aws-api/caller-identity.ts',
    'src/aws-api/refusal.ts',
    'src/aws/role-fault.ts',
    'src/aws/session-tags.ts',
    'src/ci/github-permission.ts',
    'src/ci/other-cis.ts',
    'src/ci/token-from.ts',
    'src/cleanup.ts',
    'src/commands/help.ts',
    'src/core/credential-cache.ts',
    'src/core/did-you-mean.ts',
    'src/core/ip-range.ts',
    'src/core/redact-account-ids.ts',
    'src/core/retry-policy.ts',
    'src/core/sendable-keys.ts',
    'src/core/stray-character.ts',
    'src/export/precedence-messages.ts',
    'src/export/process-launcher.ts',
    'src/export/profile-undo.ts',
    'src/node/home-of-user.ts',
    'src/node/http-faults.ts',
    'src/node/machine-credentials.ts',
    'src/options/given-source.ts',
    'src/options/option-values.ts',
    'src/options/profile-name.ts',
    'src/options/roles-option.ts',
    'src/options/session-policies.ts',
    'src/reporting/job-summary.ts',
    'src/reporting/report-error.ts',
    'src/session/assume-listed.ts',
    'src/session/assume-next-role.ts',
    'src/session/given-token.ts',
    'src/session/use-credentials.ts',
  ],
  /** Files of its own, which the usual job of the action does not have. All others do. */
  'src/entry/late-files.ts': [
    'src/export/aws-ini-lines.ts',
    'src/export/aws-ini-mark.ts',
    'src/export/aws-ini-section.ts',
    'src/export/aws-ini.ts',
    'src/node/file-lock.ts',
    'src/node/make-folders.ts',
    'src/node/private-root.ts',
    'src/node/read-bytes.ts',
    'src/node/read-private.ts',
    'src/node/replace-file.ts',
    'src/node/trusted-path.ts',
  ],
};

export const lateEntries: readonly string[] = Object.keys(groups);

/** Those of the command line. */
export const lateCommandEntries: readonly string[] = ['src/entry/late.ts'];

interface LateGroup {
  readonly entry: string;
  /** The file that the build makes of it. */
  readonly bundle: string;
  readonly modules: readonly string[];
}

/** In place of a late module: functions that load its group and call the real ones. */
export const loadedLate = ({
  entries,
  prefix = '',
}: {
  readonly entries: readonly string[];
  readonly prefix?: string;
}): Plugin => ({
  name: 'loaded-late',
  setup({ onResolve, onLoad }) {
    const late: readonly LateGroup[] = Object.entries(groups)
      .filter(([entry]) => entries.includes(entry))
      .map(([entry, modules]) => ({ entry, modules, bundle: `./${prefix}${path.basename(entry, '.ts')}.js` }));
    onResolve({ filter: /\.ts$/ }, ({ path: name, importer, resolveDir }) => {
      const file = path.relative(root, path.resolve(resolveDir, name)).replaceAll('\\', '/');
      const from = path.relative(root, importer).replaceAll('\\', '/');
      if (late.some(({ entry }) => entry === file)) return { path: path.join(root, file) };
      const group = late.find(({ modules }) => modules.includes(file));
      if (group === undefined || [group.entry, ...group.modules].includes(from)) return undefined;
      return { path: file, namespace: 'late-module', sideEffects: false, pluginData: group };
    });
    onLoad({ filter: /[\\/]late[\w-]*\.ts$/ }, ({ path: entry }) => {
      const modules = late.find((group) => path.join(root, group.entry) === entry)?.modules;
      return modules && { contents: modules.map((file) => `export * from './${file}';`).join('\n'), resolveDir: root };
    });
    onLoad({ filter: /./, namespace: 'late-module' }, ({ path: file, pluginData: { bundle } }) => ({
      contents: functionsIn(file)
        .map((name) => `export const ${name} = (...given) => requireLate('${bundle}').${name}(...given);`)
        .join('\n'),
    }));
  },
});

function functionsIn(file: string): readonly string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const other = /^export (?!(async )?function|interface|type).*/m.exec(text);
  if (other !== null) throw new Error(`${file} cannot be late, because it exports more than functions: ${other[0]}`);
  return [...text.matchAll(/^export (?:async )?function (\w+)/gm)].map(([, name = '']) => name);
}
