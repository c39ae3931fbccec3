// The main step with remote servers over TLS, where round trips dominate.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeCertificate } from '../test/certificate.ts';
import { startFarServer } from '../test/far-server.ts';
import {
  assuming,
  dist,
  type Environment,
  freshJob,
  inputs,
  median,
  runtimes,
  startEmulator,
  startMeter,
} from './machine.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10' },
    /** Milliseconds. */
    distance: { type: 'string', default: '80' },
    /** The `dist/index.js` of configure-aws-credentials, for comparison. */
    peer: { type: 'string' },
  },
});
const [rounds, distance] = [Number(values.rounds), Number(values.distance)];

interface Contender {
  readonly name: string;
  readonly command: readonly string[];
}

const [[version, node] = ['', process.execPath]] = runtimes();
const action: Contender = { name: 'the action', command: [node, dist('action.js')] };
const command: Contender = {
  name: 'the command',
  command: [node, dist('cli.js'), ...assuming('github')],
};
const peer = values.peer === undefined ? [] : [{ name: 'configure-aws-credentials', command: [node, values.peer] }];
const contenders = [action, command, ...peer];

const machine = mkdtempSync(path.join(tmpdir(), 'distance-'));
const certificate = makeCertificate(machine, ['127.0.0.1']);
const emulator = await startEmulator('github');
const meter = startMeter();
const { AWS_ENDPOINT_URL_STS: near = '', ACTIONS_ID_TOKEN_REQUEST_URL: tokens = '' } = emulator.environment;

interface Result {
  readonly wallMs: number;
  readonly connections: number;
}

/** One run of each, in turns. */
async function play(roundTrip: number): Promise<ReadonlyMap<string, readonly Result[]>> {
  const results = new Map<string, Result[]>();
  for (let round = -1; round < rounds; round += 1) {
    for (const { name, command } of contenders) {
      const servers = [
        await startFarServer(near, { certificate, roundTrip }),
        await startFarServer(near, { certificate, roundTrip }),
      ];
      const [ci, sts] = servers.map(({ url }) => url);
      const folder = path.join(machine, `${roundTrip}-${round}-${name.replaceAll(' ', '-')}`);
      mkdirSync(folder, { mode: 0o700 });
      const job = freshJob(folder, emulator);
      const env: Environment = {
        ...job,
        NODE_EXTRA_CA_CERTS: certificate.file,
        AWS_ENDPOINT_URL_STS: sts ?? '',
        ACTIONS_ID_TOKEN_REQUEST_URL: tokens.replace(near, ci ?? ''),
        // Also set by the runner; configure-aws-credentials requires them.
        GITHUB_ACTION: '__self',
        GITHUB_WORKSPACE: path.join(machine, 'work'),
        ...inputs('github'),
        INPUT_AUDIENCE: 'sts.amazonaws.com',
      };
      const log = path.join(machine, 'log');
      const { exitCode, wallMs } = await meter.run(command, env, log);
      if (exitCode !== 0) throw new Error(`${name} failed:\n${readFileSync(log, 'utf8')}`);
      const connections = servers.reduce((sum, server) => sum + server.connections(), 0);
      if (round >= 0) results.set(name, [...(results.get(name) ?? []), { wallMs, connections }]);
      for (const server of servers) server.close();
    }
  }
  return results;
}

const here = await play(0);
const away = await play(distance);
meter.end();
emulator.end();
rmSync(machine, { recursive: true });

const wall = (results: ReadonlyMap<string, readonly Result[]>, name: string): number =>
  median((results.get(name) ?? []).map(({ wallMs }) => wallMs));
console.log(`Node ${version}, servers ${distance} ms away, ${rounds} rounds\n`);
console.log(
  '| | wall ms, median | of the distance | connections | ÷ configure-aws-credentials |\n| --- | --- | --- | --- | --- |',
);
for (const { name } of contenders) {
  const total = wall(away, name);
  const trips = (total - wall(here, name)) / distance;
  const connections = median((away.get(name) ?? []).map((result) => result.connections));
  const ratio = peer.length === 0 ? '' : (total / wall(away, 'configure-aws-credentials')).toFixed(2);
  console.log(`| ${name} | ${total.toFixed(0)} | ${trips.toFixed(1)} round trips | ${connections} | ${ratio} |`);
}
