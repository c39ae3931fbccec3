import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/emulator/faults.ts';
import { exchangeParameters, post, startForTest, textOf } from './start-for-test.ts';

describe('a fault', () => {
  it.each<[Fault, number, string, string | null]>([
    [{ on: 'sts', kind: 'throttle' }, 400, 'Throttling', null],
    [{ on: 'sts', kind: 'status' }, 503, 'ServiceUnavailable', null],
    [{ on: 'sts', kind: 'status', status: 500, retryAfter: 7 }, 500, 'InternalFailure', '7'],
    [{ on: 'sts', kind: 'idp-communication' }, 400, 'IDPCommunicationError', null],
    [{ on: 'sts', kind: 'jwks' }, 400, 'InvalidIdentityToken', null],
    [{ on: 'sts', kind: 'clock-skew', seconds: 600 }, 400, 'ExpiredTokenException', null],
  ])('%o is answered with %s %s', async (fault, status, code, retryAfter) => {
    const emulator = await startForTest();
    emulator.fault(fault);
    const response = await post(emulator, await exchangeParameters(emulator));
    expect([response.status, textOf(await response.text(), 'Code')]).toEqual([status, code]);
    expect(response.headers.get('retry-after')).toBe(retryAfter);
  });

  it('is over when it was met as often as it was asked for', async () => {
    const emulator = await startForTest({ faults: [{ on: 'sts', kind: 'throttle', times: 2 }] });
    const parameters = await exchangeParameters(emulator);
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push((await post(emulator, parameters)).status);
    expect(statuses).toEqual([400, 400, 200]);
  });

  it('may be for one action only, while others go on', async () => {
    const emulator = await startForTest();
    emulator.fault({ on: 'sts', kind: 'status', action: 'GetCallerIdentity' });
    expect((await post(emulator, await exchangeParameters(emulator))).status).toBe(200);
    expect((await post(emulator, { Action: 'GetCallerIdentity', Version: '2011-06-15' })).status).toBe(503);
  });

  it('is not met where it is not asked for', async () => {
    const emulator = await startForTest();
    emulator.fault({ on: 'token', kind: 'reset' });
    expect((await post(emulator, await exchangeParameters(emulator))).status).toBe(200);
  });

  it('breaks the connection', async () => {
    const emulator = await startForTest();
    emulator.fault({ on: 'sts', kind: 'reset' });
    const failure = await post(emulator, await exchangeParameters(emulator)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(emulator.requests[0]).toMatchObject({ outcome: 'reset', action: 'AssumeRoleWithWebIdentity' });
    expect(emulator.requests[0]).not.toHaveProperty('status');
  });

  it('stays silent until the client gives up', async () => {
    const emulator = await startForTest();
    emulator.fault({ on: 'sts', kind: 'silence' });
    const body = new URLSearchParams(await exchangeParameters(emulator));
    const request = fetch(emulator.url, { method: 'POST', body, signal: AbortSignal.timeout(100) });
    await expect(request).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('does not keep the emulator from closing', async () => {
    const emulator = await startForTest({ faults: [{ on: 'sts', kind: 'silence' }] });
    const request = post(emulator, await exchangeParameters(emulator)).catch(() => 'broken');
    await expect.poll(() => emulator.requests.length).toBe(1);
    await emulator.close();
    expect(await request).toBe('broken');
  });

  it('makes an answer slow, and no different', async () => {
    const emulator = await startForTest({ faults: [{ on: 'sts', kind: 'slow', seconds: 0.2 }] });
    const parameters = await exchangeParameters(emulator);
    const start = performance.now();
    expect((await post(emulator, parameters)).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(190);
  });

  it('answers with the page of a captive portal', async () => {
    const emulator = await startForTest({ faults: [{ on: 'sts', kind: 'garbage' }] });
    const response = await post(emulator, await exchangeParameters(emulator));
    expect(response.headers.get('content-type')).toBe('text/html');
    expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
  });

  it('answers in the manner of Ceph', async () => {
    const emulator = await startForTest({ faults: [{ on: 'sts', kind: 'ceph', times: 2 }] });
    const success = await (await post(emulator, await exchangeParameters(emulator))).text();
    expect(success).toMatch(/^<AssumeRoleWithWebIdentityResponse>/);
    expect(success).toMatch(/<Expiration>[^<]*\.\d{9}Z</);
    expect(success).not.toContain('ResponseMetadata');
    const refusal = await post(emulator, await exchangeParameters(emulator, { WebIdentityToken: 'nonsense' }));
    expect(refusal.status).toBe(403);
    expect(await refusal.text()).toMatch(/^<Error><Code>AccessDenied<\/Code><Message><\/Message>/);
  });

  it('answers in the manner of MinIO', async () => {
    const emulator = await startForTest({ faults: [{ on: 'sts', kind: 'minio', times: 2 }] });
    const success = await (await post(emulator, await exchangeParameters(emulator))).text();
    expect(success).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<AssumeRoleWithWebIdentityResponse xmlns=/);
    expect(success).toContain('<AssumedRoleUser><Arn></Arn><AssumeRoleId></AssumeRoleId></AssumedRoleUser>');
    const refusal = await post(emulator, await exchangeParameters(emulator, { WebIdentityToken: 'nonsense' }));
    expect([refusal.status, textOf(await refusal.text(), 'Type')]).toEqual([400, '']);
  });
});
