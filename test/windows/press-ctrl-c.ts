// Runs under Windows' Node, with a console of its own: starts a command there, and when that says a word, presses Ctrl-C,
// of which Windows tells every process of the console. https://learn.microsoft.com/windows/console/generateconsolectrlevent
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

const [, , koffiFolder = '', file = '', ...args] = process.argv;
const kernel = createRequire(import.meta.url)(koffiFolder).load('kernel32.dll');
const call = (signature: string) => kernel.func(signature);

process.on('SIGINT', () => {});
call('bool __stdcall FreeConsole()')();
call('bool __stdcall AllocConsole()')();
// A program that was started without it hands that on.
call('bool __stdcall SetConsoleCtrlHandler(void *handler, bool add)')(null, false);

const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] });
child.stdout.once('data', () => call('bool __stdcall GenerateConsoleCtrlEvent(uint32_t event, uint32_t group)')(0, 0));
child.stdout.pipe(process.stdout);
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
