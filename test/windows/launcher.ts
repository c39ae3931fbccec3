// Runs under Windows' Node, and starts programs there for the tests, each with an environment of its own: Wine makes up
// some variables, and gives programs nothing but files to write to. It also does what only a program of Windows can do.
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Ended, Launch, Order } from './orders.ts';

const server = createServer((request, response) => {
  text(request)
    .then((body) => obey(JSON.parse(body)))
    .then(
      (answer) => response.end(JSON.stringify(answer ?? null)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.log(address.port);
});

function obey(order: Order): Promise<Ended> | undefined {
  if (order.kind === 'launch') return launch(order);
  hold(order.path, order.milliseconds);
  return undefined;
}

async function launch({ file, args, env, cwd, verbatim = false }: Launch): Promise<Ended> {
  const child = spawn(file, args, {
    env: { ...env },
    cwd,
    windowsVerbatimArguments: verbatim,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('exit', resolve);
  });
  const [exitCode, stdout, stderr] = await Promise.all([end, text(child.stdout), text(child.stderr)]);
  return { exitCode, stdout, stderr };
}

/** Opens a file as a virus scanner does: nobody else may open, replace or remove it meanwhile. */
function hold(path: string, milliseconds: number): void {
  // UV_FS_O_EXLOCK, which Node does not name: https://docs.libuv.org/en/v1.x/fs.html#c.UV_FS_O_EXLOCK
  const file = openSync(path, 0x10000000);
  setTimeout(() => closeSync(file), milliseconds);
}
