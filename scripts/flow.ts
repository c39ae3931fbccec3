// Draws docs/flow.svg from docs/flow.dot. A test compares the two.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { instance } from '@viz-js/viz';

const docs = path.resolve(import.meta.dirname, '../docs');

export async function flowSvg(): Promise<string> {
  const viz = await instance();
  return viz.renderString(readFileSync(path.join(docs, 'flow.dot'), 'utf8'), { format: 'svg' });
}

if (process.argv[1] === import.meta.filename) writeFileSync(path.join(docs, 'flow.svg'), await flowSvg());
