import { setTimeout as delay } from 'node:timers/promises';
import type { EmulatorConfig } from './account.ts';
import { answerEcr, ecrAction, isForEcr } from './ecr.ts';
import { createFaults, type Fault } from './faults.ts';
import type { JobOptions } from './jobs/emulated-ci.ts';
import { keepRequest, type RecordedRequest, withoutSecretValues } from './recorded-request.ts';
import { jsonReply, type Reply } from './reply.ts';
import { createRunningJobs } from './running-jobs.ts';
import { serve } from './server.ts';
import type { EmulatedAws } from './sts/call.ts';
import { parametersOf, readCall } from './sts/handle-call.ts';
import { createSessions } from './sts/sessions.ts';
import { pathOf, type SignedRequest } from './sts/signature-v4.ts';
import { answerSts } from './sts-endpoint.ts';
import { answerTokenRequest, tokenServiceAt } from './token-endpoint.ts';
import { answerDiscovery, createTokenIssuer } from './token-issuer.ts';

export interface EmulatorOptions {
  /** Default: a free port. */
  readonly port?: number;
  /** Called with each request after its decision. */
  readonly onRequest?: (request: RecordedRequest) => void;
  /** Milliseconds since the epoch, for both the issuer and STS. */
  readonly now?: () => number;
}

/** An OIDC issuer, a CI's token endpoint and STS on this machine. */
export interface Emulator {
  /** `http://127.0.0.1:PORT`, which is also the STS endpoint. */
  readonly url: string;
  /** The requests so far, limited to the last ones. */
  readonly requests: readonly RecordedRequest[];
  /**
   * Issues a token for a job of this CI.
   *
   * @throws HelperError `option-invalid`
   */
  issueToken(ciId: string, options?: JobOptions): Promise<string>;
  /**
   * The environment variables of such a job. Variables for files of the CI, like `GITHUB_ENV`, are left to the caller.
   *
   * @throws HelperError `option-invalid`
   */
  jobEnvironment(ciId: string, options?: JobOptions): Promise<Readonly<Record<string, string>>>;
  /** Adds a fault to the queue. */
  fault(fault: Fault): void;
  /** Closes all connections and removes the files of jobs. Resolves when the port is free. */
  close(): Promise<void>;
}

/** @throws HelperError `option-invalid` if the port is in use */
export async function startEmulator(config: EmulatorConfig, options: EmulatorOptions = {}): Promise<Emulator> {
  const { onRequest, now = Date.now } = options;
  const issuer = await createTokenIssuer(config.signingAlgorithm);
  const aws: EmulatedAws = { ...config, issuer, sessions: createSessions(config.users, now) };
  const jobs = createRunningJobs(issuer, config.jobs, now);
  const faults = createFaults(config.faults);
  const requests: RecordedRequest[] = [];

  async function reply(request: SignedRequest): Promise<Reply> {
    const path = pathOf(request);
    if (path === '/' && isForEcr(request)) {
      const fault = faults.nextForSts(ecrAction);
      await applyDelay(fault);
      return answerEcr(request, { aws, now: now(), fault });
    }
    if (path === '/') {
      const call = readCall(request);
      const fault = faults.nextForSts(call.action);
      await applyDelay(fault);
      return answerSts(call, { aws, now: now(), fault });
    }
    const ci = tokenServiceAt(path);
    if (ci !== undefined) {
      const fault = faults.nextForToken();
      await applyDelay(fault);
      return answerTokenRequest(request, { ci, jobs, fault });
    }
    return answerDiscovery(path, issuer, server.url) ?? notFound;
  }

  function recordReply(request: SignedRequest, { answer, record }: Reply): void {
    const recorded = withoutSecretValues({
      method: request.method,
      path: pathOf(request),
      parameters: isForEcr(request) ? {} : Object.fromEntries(parametersOf(request)),
      ...(typeof answer === 'string' ? {} : { status: answer.status }),
      ...record,
    });
    keepRequest(requests, recorded);
    onRequest?.(recorded);
  }

  const server = await serve(options.port ?? 0, { answer: reply, onReply: recordReply });
  return {
    url: server.url,
    requests,
    issueToken: async (ciId, jobOptions) => jobs.issue(jobs.describe(ciId, jobOptions)),
    jobEnvironment: async (ciId, jobOptions) => jobs.start(jobs.describe(ciId, jobOptions), server.url),
    fault: faults.add,
    async close() {
      await server.close();
      jobs.end();
    },
  };
}

const notFound = jsonReply(404, { message: 'Not found' }, { outcome: 'not-found', reason: 'unknown path' });

async function applyDelay(fault: Fault | undefined): Promise<void> {
  if (fault?.kind === 'slow') await delay((fault.seconds ?? 5) * 1000, undefined, { ref: false });
}
