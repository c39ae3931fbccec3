// Builds the playground, site/build/index.html, or in a given folder: one file, which also works from a disk. Why one
// file: docs/adr/0033-one-page.md.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { siteExamples } from './site-examples.ts';

const root = path.resolve(import.meta.dirname, '..');
const output = path.resolve(process.argv[2] ?? path.join(root, 'site/build'));
const target = ['chrome111', 'firefox114', 'safari16.4'];

const [script, style] = await Promise.all([
  bundled('site/app/main.ts', { EXAMPLES: JSON.stringify(siteExamples()) }),
  bundled('site/style.css', {}),
]);

const page = readFileSync(path.join(root, 'site/index.html'), 'utf8')
  .replace('<!-- policy -->', () => `<meta http-equiv="Content-Security-Policy" content="${contentPolicy()}" />`)
  .replace('<!-- style -->', () => `<style>${style}</style>`)
  .replace('<!-- script -->', () => `<script>${script}</script>`);
mkdirSync(output, { recursive: true });
writeFileSync(path.join(output, 'index.html'), page);

/** Only code in the page runs, nothing is fetched or sent, and no text becomes markup. */
function contentPolicy(): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    'img-src data:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** One classic script or style sheet that can be inlined in its element. */
async function bundled(entry: string, define: Record<string, string>): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target,
    minify: true,
    charset: 'ascii',
    legalComments: 'none',
    define,
    write: false,
    logLevel: 'warning',
  });
  const text = outputFiles[0]?.text.trim() ?? '';
  if (/<\/(script|style)|<!--/i.test(text)) throw new Error(`${entry} would end its own element`);
  return text;
}
