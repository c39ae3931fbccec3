import { existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cli } from '../clients/clients.ts';

/** The programs of this machine, as an image has them: with Node, and our own program by npx, or without. */
export function imagePrograms(bin: string, withNode: boolean): void {
  for (const folder of ['/usr/bin', '/bin']) {
    for (const name of readdirSync(folder)) {
      if (!/^(node|npm|npx)$/.test(name) && !existsSync(path.join(bin, name)))
        symlinkSync(path.join(folder, name), path.join(bin, name));
    }
  }
  if (!withNode) return;
  const node = `#!/bin/sh\nNODE_EXTRA_CA_CERTS="$AWS_CA_BUNDLE" exec '${process.execPath}' "$@"\n`;
  writeFileSync(path.join(bin, 'node'), node, { mode: 0o755 });
  const npx = `#!/bin/sh\n[ "$1 $2" = '--yes ci-aws-credentials@1' ] || exit 127\nshift 2\nNODE_EXTRA_CA_CERTS="$AWS_CA_BUNDLE" exec '${process.execPath}' '${cli}' "$@"\n`;
  writeFileSync(path.join(bin, 'npx'), npx, { mode: 0o755 });
}
