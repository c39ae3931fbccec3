// Builds dist/ and THIRD-PARTY-LICENSES, here or in a given folder. The build is reproducible, which a test checks. Why
// it takes more than one call of esbuild: docs/adr/0003-bundle.md.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, type Metafile, type Plugin, transform } from 'esbuild';
import { compiledAtOnce, listFile } from './compiled-at-once.ts';
import { lateCommandEntries, lateEntries, loadedLate } from './late-modules.ts';

const root = path.resolve(import.meta.dirname, '..');
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  // All files as esbuild writes them: for plain-run.ts.
  options: { readable: { type: 'boolean', default: false } },
});
const output = path.resolve(positionals[0] ?? root);
const dist = path.join(output, 'dist');
const target = 'node20';
const calledInPlainRuns: Readonly<Record<string, readonly string[]>> = flags.readable
  ? {}
  : JSON.parse(readFileSync(listFile, 'utf8'));

type Minify = 'no' | 'space' | 'all';

/** Bytes that Node reads and compiles in the time that it takes to open one more file. */
const worthAFile = 8000;

interface Program {
  readonly entries: readonly string[];
  /** The prefix of the names of its files. */
  readonly prefix?: string;
  /** Entries whose files, with everything they load, are kept as esbuild writes them. The others have no whitespace. */
  readonly readable: readonly string[];
  /** A module that it loads from another program with the same prefix. */
  readonly apart?: string;
}

/** Loaded by the program of a `process` profile when it renews. */
const renewal = 'src/entry/renew-process.ts';

const action = 'src/entry/action.ts';
const cli = 'src/entry/cli.ts';
/** Loaded when AWS refuses. */
const diagnosis = 'src/session/diagnose-refusal.ts';
/** Not loaded in jobs: its stack traces need no names, because the command can be run again. */
const forPeople = 'src/commands/for-people.ts';

/**
 * What a workflow pins can be read: the action, and what a `process` profile of it runs. What only the command line loads
 * has no whitespace, because every `npx` downloads it. The archive that every `uses:` downloads contains only the former,
 * the npm package only the latter, by the prefix (`.gitattributes`, `package.json`).
 */
const programs: readonly Program[] = [
  {
    entries: [action, renewal, ...lateEntries],
    prefix: 'action-',
    readable: [action, renewal, ...lateEntries],
    apart: diagnosis,
  },
  { entries: [diagnosis], prefix: 'action-', readable: [diagnosis] },
  { entries: ['src/entry/post.ts'], prefix: 'post-', readable: ['src/entry/post.ts'] },
  { entries: ['src/entry/credential-process.ts'], readable: ['src/entry/credential-process.ts'] },
  { entries: [cli, renewal, ...lateCommandEntries], readable: [] },
];

/**
 * Code that few runs load and that is mostly third-party: bundled separately, because it would enlarge the chunks that
 * all runs share, and minified, because it is not reviewed here.
 */
const apart = ['src/node/sdk.ts', 'src/node/sign.ts', 'src/node/proxy-agent.ts', 'src/commands/trust/template-yaml.ts'];

/**
 * Packages whose modules have no side effects. With that, esbuild drops unused code: @actions/core without its HTTP
 * client and its summaries, the SDK without its other protocols.
 */
const definitionsOnly: Plugin = {
  name: 'definitions-only',
  setup({ onResolve, resolve }) {
    const packages = '(@actions|@aws-sdk|@aws|@smithy)';
    onResolve({ filter: /^[.@]/ }, async ({ path, pluginData, ...from }) => {
      const concerned = new RegExp(`^${packages}/`).test(path) || isFrom(packages, from.importer);
      if (pluginData === 'seen' || !concerned) return undefined;
      return { ...(await resolve(path, { ...from, pluginData: 'seen' })), sideEffects: false };
    });
  },
};

const loadedApart = ({ prefix = '', apart: part = renewal }: Partial<Program>): Plugin => ({
  name: 'loaded-apart',
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`/${nameOf(part)}\\.ts$`) }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${prefix}${nameOf(path)}.js`, external: true } : undefined,
    );
    onResolve({ filter: new RegExp(`/(${apart.map(nameOf).join('|')})\\.ts$`) }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${nameOf(path)}/${nameOf(path)}.js`, external: true } : undefined,
    );
  },
});

/**
 * Outside its own bundle, the SDK is used to write and read STS messages. The modules that it would load lazily
 * (credential providers, event streams) are never needed; esbuild would create chunks for them.
 */
const neverLoaded = 'never-loaded';

const messagesOnly: Plugin = {
  name: 'messages-only',
  setup({ onResolve }) {
    onResolve({ filter: /./ }, ({ kind, importer }) =>
      kind === 'dynamic-import' && isFrom('(@aws-sdk|@smithy)', importer)
        ? { path: neverLoaded, external: true }
        : undefined,
    );
  },
};

/** The toolkit writes through a stream of Node, whose creation takes a millisecond, and loads `node:os` for a line end. */
const directLog: Plugin = {
  name: 'direct-log',
  setup({ onLoad }) {
    onLoad({ filter: /@actions[\\/]core[\\/]lib[\\/](core|command)\.js$/ }, ({ path: file }) => ({
      contents: [
        `import { standardOutput } from ${JSON.stringify(path.join(root, 'src/node/output.ts'))};`,
        `const os = { EOL: process.platform === 'win32' ? '\\r\\n' : '\\n' };`,
        readFileSync(file, 'utf8')
          .replace("import * as os from 'os';", '')
          .replaceAll('process.stdout', 'standardOutput'),
      ].join('\n'),
    }));
  },
};

/** The SDK registers the classes of all errors of STS when it starts. Here, errors are read without them. */
const withoutErrorClasses: Plugin = {
  name: 'without-error-classes',
  setup({ onLoad }) {
    onLoad({ filter: /@aws-sdk[\\/]client-sts[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/ }, ({ path: file }) => ({
      contents: readFileSync(file, 'utf8').replace(
        /^const _s_registry = .*^export const errorTypeRegistries = [^;]*;/ms,
        'export const errorTypeRegistries = [];',
      ),
    }));
  },
};

/**
 * Calls of STS that the SDK would make are made by this program. Modules that are loaded only by dropped functions must
 * also be hidden from esbuild: they would stay in shared chunks.
 */
const chainOnly: Plugin = {
  name: 'chain-only',
  setup({ onResolve }) {
    onResolve({ filter: /./ }, ({ path, kind, importer }) => {
      const isClient = /^@aws-sdk\/nested-clients\//.test(path);
      const isDropped =
        isFrom('@aws-sdk/credential-providers', importer) && !path.endsWith('/credential-provider-node');
      return kind === 'dynamic-import' && (isClient || isDropped) ? { path, external: true } : undefined;
    });
  },
};

/** No one signs in with a browser in a job. */
const noSignIn: Plugin = {
  name: 'no-sign-in',
  setup({ onResolve }) {
    onResolve({ filter: /^@aws-sdk\/credential-provider-(sso|login)$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: path.join(root, 'src/node/sign-in-sessions.ts') } : undefined,
    );
  },
};

/**
 * Loading `node:crypto` takes as long as an answer of STS. The SDK and the toolkit load it at the start, for functions
 * that most runs never call; here the first call loads it.
 */
const lateCrypto: Plugin = {
  name: 'late-crypto',
  setup({ onResolve, onLoad }) {
    const names = ['createHash', 'createHmac', 'getRandomValues', 'randomUUID'];
    const functions = names.map(
      (name) => `export const ${name} = (...args) => require('node:crypto').${name}(...args);`,
    );
    onResolve({ filter: /^(node:)?crypto$/ }, ({ importer }) =>
      isFrom('(@smithy|@actions)/core', importer)
        ? { path: 'crypto', namespace: 'late', sideEffects: false }
        : undefined,
    );
    onLoad({ filter: /^crypto$/, namespace: 'late' }, () => ({ contents: functions.join('\n') }));
    onLoad({ filter: /@smithy[\\/]core[\\/]dist-es[\\/]submodules[\\/]serde[\\/]uuid[\\/]v4\.js$/ }, () => ({
      contents: `export const bindV4 = () => () => require('node:crypto').randomUUID();`,
    }));
  },
};

/** The proxy agent writes to standard error if a job sets `DEBUG` for another program. */
const withoutDebug: Plugin = {
  name: 'without-debug',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^debug$/ }, () => ({ path: 'debug', namespace: 'silent' }));
    onLoad({ filter: /./, namespace: 'silent' }, () => ({ contents: 'export default () => () => {};' }));
  },
};

/** A script or a development dependency that changes in package.json must not change the program. */
const versionOnly: Plugin = {
  name: 'version-only',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]package\.json$/ }, ({ path: file }) => {
      if (file !== path.join(root, 'package.json')) return undefined;
      const { version } = JSON.parse(readFileSync(file, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
writeFileSync(path.join(dist, 'package.json'), '{ "type": "commonjs" }\n');
const bundles: Bundle[] = [];
for (const program of programs) bundles.push(await makeBundle({ ...program, folder: '.' }));
for (const entry of apart) bundles.push(await makeBundle({ entries: [entry], folder: nameOf(entry) }));
writeFileSync(path.join(dist, 'credential-process.json'), `${JSON.stringify(copiedForProfiles(), null, 2)}\n`);
writeFileSync(path.join(output, 'THIRD-PARTY-LICENSES'), licenses(bundles.map(({ metafile }) => metafile)));

/**
 * The files that `process` profiles copy, by their names in the copy, and a name for the copy, because the folder of
 * the package may be a cache. Separate lists for the action and for the command line.
 */
function copiedForProfiles(): object {
  const copies = [action, cli].map((entry) => {
    const { metafile, names } = bundleOf(entry);
    const renews = new Set(
      [...loadedFrom([renewal, ...lateEntries], metafile)].map((file) => names.get(path.basename(file)) ?? ''),
    );
    const files = [
      'credential-process.js',
      'package.json',
      'sign/sign.js',
      'proxy-agent/proxy-agent.js',
      ...renews,
    ].sort();
    const sum = createHash('sha256');
    for (const name of files) sum.update(name).update(readFileSync(path.join(dist, name)));
    const named = files.map((name) => [name === `action-${nameOf(renewal)}.js` ? `${nameOf(renewal)}.js` : name, name]);
    return [`${nameOf(entry)}.js`, { id: sum.digest('hex').slice(0, 12), files: Object.fromEntries(named) }];
  });
  return Object.fromEntries(copies);
}

function bundleOf(entry: string): Bundle {
  const bundle = bundles.find(({ entries }) => entries.includes(entry));
  if (bundle === undefined) throw new Error(`${entry} is in no bundle`);
  return bundle;
}

interface Bundle {
  readonly entries: readonly string[];
  /** Without the outputs that are not written. */
  readonly metafile: Metafile;
  /** The final names, by the names from esbuild. */
  readonly names: ReadonlyMap<string, string>;
}

async function makeBundle(program: Omit<Program, 'readable'> & Partial<Program> & { folder: string }): Promise<Bundle> {
  const { entries, folder, readable } = program;
  mkdirSync(path.join(dist, folder), { recursive: true });
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...entries],
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    format: 'esm',
    splitting: true,
    target,
    mainFields: ['module', 'main'],
    conditions: ['module'],
    plugins: [
      ...(folder === 'sdk' ? [chainOnly, noSignIn] : [messagesOnly, withoutErrorClasses, directLog, lateCrypto]),
      loadedApart(program),
      loadedLate(program),
      withoutDebug,
      versionOnly,
      definitionsOnly,
    ],
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  const needed = loadedFrom(entries, metafile);
  const plain = loadedFrom(readable ?? [], metafile);
  const called = new Set(calledInPlainRuns[nameOf(entries[0] ?? '')]);
  const outputs = Object.fromEntries(Object.entries(metafile.outputs).filter(([name]) => needed.has(name)));
  const texts = new Map(
    outputFiles.map(({ path: file, text }) => [path.relative(root, file).replaceAll('\\', '/'), text]),
  );
  const together = loadedTogether(program, metafile);
  const names = stableNames(outputs, { ...program, together });
  for (const chunks of together.values()) {
    const [first = '', ...others] = chunks;
    distinguishExports(chunks, { texts, metafile });
    texts.set(first, await joined(chunks, { texts, metafile }));
    for (const file of others) texts.delete(file);
  }
  for (const [file, text] of texts) {
    if (!needed.has(file)) continue;
    if (text.includes(neverLoaded)) throw new Error(`${file} would load a part of the SDK that is not there`);
    const isUnnamed = readable === undefined || metafile.outputs[file]?.entryPoint === forPeople;
    const minify = flags.readable || plain.has(file) ? 'no' : isUnnamed ? 'all' : 'space';
    const named = inAscii(compiledAtOnce(text, called)).replace(
      /"\.\/([^"/]+\.js)"/g,
      (_, base) => `"./${names.get(base) ?? base}"`,
    );
    writeFileSync(path.join(dist, folder, names.get(path.basename(file)) ?? ''), await toCommonJs(named, minify));
  }
  return { entries, metafile: { ...metafile, outputs }, names };
}

/** Chunks that are always loaded together, under the name of the file that they become. */
type Together = ReadonlyMap<string, readonly string[]>;

/**
 * What the first entry loads when it starts. esbuild splits it for the sake of the others and of what is loaded later, but
 * each file costs a run 0.3 ms. Small chunks that later ones share are not worth a file.
 */
function loadedTogether({ entries, prefix = '' }: Pick<Program, 'entries' | 'prefix'>, metafile: Metafile): Together {
  const isChunk = (file: string): boolean => metafile.outputs[file]?.entryPoint === undefined;
  const atOnce = [...loadedFrom(entries.slice(0, 1), metafile, 'at once')].filter(isChunk);
  const isSmall = (file: string): boolean => {
    const { bytes, imports } = metafile.outputs[file] ?? { bytes: worthAFile, imports: [] };
    return bytes < worthAFile && imports.every(({ path, external }) => external || atOnce.includes(path));
  };
  const later = [...loadedFrom(entries, metafile)].filter((file) => isChunk(file) && !atOnce.includes(file));
  const files = [...atOnce, ...later.filter(isSmall)];
  return new Map(files.length > 1 ? [[`${prefix}shared.js`, files]] : []);
}

interface Chunks {
  readonly texts: Map<string, string>;
  readonly metafile: Metafile;
}

/** Renames what several chunks export by the same name, since one file exports all of it. */
function distinguishExports(chunks: readonly string[], { texts, metafile: { outputs } }: Chunks): void {
  const taken = new Set<string>();
  for (const file of chunks) {
    const names = outputs[file]?.exports ?? [];
    for (const name of names.filter((one) => taken.has(one))) {
      const alias = `${name}_2`;
      const whole = (text: string): RegExp => new RegExp(`(?<=[{,]\\s*)${text}(?=\\s*[,}])`);
      const imports = new RegExp(`^import \\{[^}]*\\} from "\\./${path.basename(file)}";`, 'gm');
      const exports = (texts.get(file) ?? '').replace(/^export \{[^}]*\};/m, (list) =>
        list.replace(whole(name), `${name} as ${alias}`).replace(whole(`(\\w+) as ${name}`), `$1 as ${alias}`),
      );
      texts.set(file, exports);
      for (const [other, text] of texts) {
        const renamed = text.replace(imports, (list) =>
          list.replace(whole(name), `${alias} as ${name}`).replace(whole(`${name} as (\\w+)`), `${alias} as $1`),
        );
        texts.set(other, renamed);
      }
    }
    for (const name of names) taken.add(name);
  }
}

/** Chunks as one ECMAScript module. */
async function joined(chunks: readonly string[], { texts, metafile: { outputs } }: Chunks): Promise<string> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: chunks.map((file) => `export * from './${path.basename(file)}';`).join('\n'), resolveDir: root },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target,
    legalComments: 'inline',
    metafile: true,
    write: false,
    plugins: [
      {
        name: 'chunks',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^\.\// }, ({ path: from }) => {
            const file = chunks.find((chunk) => path.basename(chunk) === path.basename(from));
            return file === undefined ? { path: from, external: true } : { path: file, namespace: 'chunk' };
          });
          onLoad({ filter: /./, namespace: 'chunk' }, ({ path: file }) => ({
            contents: marked(texts.get(file) ?? ''),
          }));
        },
      },
    ],
  });
  const [output] = Object.values(metafile.outputs);
  if (output?.exports.length !== chunks.flatMap((file) => outputs[file]?.exports ?? []).length)
    throw new Error('Two chunks export the same name');
  const [{ text } = { text: '' }] = outputFiles;
  return unmarked(text.replace(/^\/\/ chunk:.*\n/gm, ''));
}

/**
 * A chunk is named after the last of its modules, which the others serve. With the hash of esbuild, each change of a
 * module would create a new file without history.
 */
function stableNames(
  outputs: Metafile['outputs'],
  { entries, prefix = '', together }: Omit<Program, 'readable'> & { readonly together: Together },
) {
  const names = Object.entries(outputs).map(([file, { entryPoint, inputs }]) => {
    const base = path.basename(file);
    for (const [name, chunks] of together) if (chunks.includes(file)) return [base, name] as const;
    if (entryPoint !== undefined && entries.includes(entryPoint))
      return [base, prefix === base.replace(/\.js$/, '-') ? base : `${prefix}${base}`] as const;
    const modules = Object.keys(inputs).filter((name) => (inputs[name]?.bytesInOutput ?? 0) > 0);
    const head = modules.findLast((name) => name.startsWith('src/')) ?? modules.at(-1) ?? '';
    return [base, `${prefix}${entryPoint === undefined ? `shared-${flat(head)}` : flat(entryPoint)}.js`] as const;
  });
  const alone = names.filter(([, name]) => !together.has(name));
  const twice = alone.find(([, name], index) => alone.findIndex(([, other]) => other === name) !== index);
  if (twice !== undefined) throw new Error(`Two chunks would be called ${twice[1]}`);
  return new Map(names);
}

/**
 * `src/aws-api/query-protocol.ts` is `aws-api-query-protocol`, and
 * `…/@aws-sdk/core/dist-es/submodules/client/index.js` is `core-client`.
 */
function flat(module: string): string {
  return module
    .replace(/^src\/|^.*node_modules\/(@[^/]+\/)?/, '')
    .replace(/\.[cm]?[jt]s$/, '')
    .replace(/(^|\/)(dist-es|submodules|dist|index)(?=\/|$)/g, '')
    .replaceAll('/', '-');
}

/** The files that the entries can load. esbuild also writes chunks for code that is only loaded by dropped code. */
function loadedFrom(entries: readonly string[], { outputs }: Metafile, when: 'ever' | 'at once' = 'ever') {
  const loaded = new Set(Object.keys(outputs).filter((name) => entries.includes(outputs[name]?.entryPoint ?? '')));
  for (const name of loaded) {
    for (const { path, external, kind } of outputs[name]?.imports ?? []) {
      if (!external && (when === 'ever' || kind === 'import-statement')) loaded.add(path);
    }
  }
  return loaded;
}

/**
 * esbuild escapes strings, but not comments and regular expressions. With one non-ASCII character, Node 24 takes 1.5
 * times as long to read the file.
 */
function inAscii(text: string): string {
  const written: Readonly<Record<string, string>> = { '’': "'", '…': '...', '–': '-' };
  return text
    .replace(/^\s*(\/\/|\/?\*).*$/gm, (line) => line.replace(/[’…–]/g, (character) => written[character] ?? ''))
    .replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** CommonJS starts in three quarters of the time of ECMAScript modules, but esbuild can split only those. */
async function toCommonJs(text: string, minify: Minify): Promise<string> {
  const plain = withValues(text);
  if (minify === 'no') return plain;
  const small = { minifyWhitespace: true, minifySyntax: true, minifyIdentifiers: minify === 'all' };
  return (await transform(plain, { platform: 'node', target, format: 'cjs', ...small })).code;
}

/**
 * A module from esbuild as CommonJS whose exports are plain values. esbuild's own conversion has two getters for each
 * name, for modules that load each other and for names that are assigned again. There are none here, and a plain run
 * would compile and call hundreds of getters.
 */
function withValues(text: string): string {
  const wholes: string[] = [];
  const required = new Map<string, string[]>();
  const exported: string[] = [];
  const body = text
    .replace(/^import (?:\* as )?(\w+) from ("[^"]+");\n/gm, (_, name: string, module: string) => {
      wholes.push(`var ${name} = require(${module});\n`);
      return '';
    })
    .replace(/^import (?:\{([^}]*)\} from )?("[^"]+");\n/gm, (_, names: string | undefined, module: string) => {
      const bindings = namesIn(names).map((name) => name.replace(' as ', ': '));
      required.set(module, [...(required.get(module) ?? []), ...bindings]);
      return '';
    })
    .replace(/^export \{([^}]*)\};\n/gm, (_, names: string) => {
      exported.push(...namesIn(names).map((name) => name.replace(/(.+) as (.+)/, '$2: $1')));
      return '';
    })
    .replace(/\bimport\(\s*("[^"]+")\s*\)/g, 'Promise.resolve().then(() => require($1))')
    .replaceAll('requireLate(', 'require(');
  const unknown = /^(import|export)\b.*/m.exec(body);
  if (unknown !== null) throw new Error(`The build does not convert this: ${unknown[0]}`);
  const changed = exported.find((name) =>
    new RegExp(`^ .*(?<!\\.|var |let |const )\\b${name.replace(/.*: /, '')} = `, 'm').test(body),
  );
  if (changed !== undefined) throw new Error(`The build exports values, but this one changes: ${changed}`);
  const [shebang = ''] = /^#!.*\n/.exec(body) ?? [];
  const parts = [...required].map(([module, names]) =>
    names.length === 0 ? `require(${module});\n` : `var ${objectOf(names)} = require(${module});\n`,
  );
  const exports = exported.length === 0 ? '' : `module.exports = ${objectOf(exported)};\n`;
  return `${[shebang, ...wholes, ...parts].join('')}${body.slice(shebang.length)}${exports}`;
}

function namesIn(list = ''): readonly string[] {
  return list.split(',').flatMap((name) => name.trim() || []);
}

function objectOf(names: readonly string[]): string {
  return `{\n${names.map((name) => `  ${name}`).join(',\n')}\n}`;
}

/** esbuild drops most comments, but the marks of the origin of code are worth keeping. */
function marked(text: string): string {
  return text.replace(/^\/\/ (?=\S+\.[cm]?[jt]s(on)?$)/gm, '//! ');
}

function unmarked(text: string): string {
  return text.replace(/^\/\/! /gm, '// ');
}

function nameOf(entry: string): string {
  return path.basename(entry, '.ts');
}

function isFrom(packages: string, importer: string): boolean {
  return new RegExp(`node_modules/${packages}/`).test(importer.replaceAll('\\', '/'));
}

/** The license texts of all packages in the bundle. */
function licenses(metafiles: readonly Metafile[]): string {
  const outputs = metafiles.flatMap((metafile) => Object.values(metafile.outputs));
  const inputs = outputs.flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([input, { bytesInOutput }]) => (bytesInOutput > 0 ? [input] : [])),
  );
  const packages = new Set(inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []));
  const byText = new Map<string, string[]>();
  for (const { name, text } of [...packages].sort().map(licenseOf))
    byText.set(text, [...(byText.get(text) ?? []), name]);
  const line = '='.repeat(80);
  return [...byText].map(([text, names]) => `${line}\n${names.join('\n')}\n${line}\n\n${text}\n\n`).join('');
}

function licenseOf(folder: string): { readonly name: string; readonly text: string } {
  const { name, version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
  const file = readdirSync(path.join(root, folder)).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  const text = file === undefined ? `License: ${license}` : readFileSync(path.join(root, folder, file), 'utf8').trim();
  return { name: `${name} ${version}`, text };
}
