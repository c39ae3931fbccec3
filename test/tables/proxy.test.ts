import { describe, expect, it } from 'vitest';
import { inIpRange } from '../../src/core/ip-range.ts';
import { parseProxy, proxyFor } from '../../src/core/proxy.ts';
import { failureOf } from '../fakes.ts';

describe('a proxy', () => {
  it.each(['http://proxy.example:3128', 'https://proxy.example', 'http://user:p%40ss@[::1]:8080/'])(
    'may be %s',
    (text) => {
      expect(parseProxy(text)).toBe(text);
    },
  );

  it.each([
    ['proxy.example:3128', 'is not a proxy URL', 'starting with http://'],
    ['', 'is not a proxy URL', 'starting with http://'],
    ['http://', 'is not a proxy URL', 'starting with http://'],
    ['ftp://proxy.example', 'is not a proxy URL', 'starting with http://'],
    ['socks5://proxy.example:1080', 'of the kind socks5', 'HTTP proxy'],
    ['PAC+http://proxy.example/x.pac', 'of the kind PAC+http', 'PAC file'],
  ])('must not be %j', async (text, message, hint) => {
    const error = await failureOf(() => parseProxy(text));
    expect(error.code).toBe('proxy-invalid');
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
  });

  it('that is refused is not shown: it may hold a password', async () => {
    const error = await failureOf(() => parseProxy('socks5://user:hunter2@proxy.example'));
    expect(`${error.message} ${error.hint}`).not.toContain('hunter2');
  });
});

describe('what is reached without the proxy', () => {
  it.each<[noProxy: readonly string[], url: string, direct: boolean]>([
    [[], 'https://sts.amazonaws.com', false],
    [['*'], 'https://sts.amazonaws.com', true],
    [['amazonaws.com'], 'https://sts.amazonaws.com', true],
    [['.amazonaws.com'], 'https://sts.amazonaws.com', true],
    [['*.amazonaws.com'], 'https://sts.amazonaws.com', true],
    [['.amazonaws.com'], 'https://amazonaws.com', true],
    [['amazonaws.com'], 'https://notamazonaws.com', false],
    [['amazonaws.com'], 'https://amazonaws.com.evil.example', false],
    [['AMAZONAWS.com'], 'https://STS.amazonaws.COM', true],
    [['other', 'sts.amazonaws.com'], 'https://sts.amazonaws.com', true],
    [['a.example:8443'], 'https://a.example:8443', true],
    [['a.example:8443'], 'https://a.example', false],
    [['a.example:443'], 'https://a.example', true],
    [['a.example:80'], 'http://a.example', true],
    [['a.example:443'], 'http://a.example', false],
    [['127.0.0.1'], 'http://127.0.0.1:4566', true],
    [['127.0.0.0/8'], 'http://127.1.2.3', true],
    [['10.0.0.0/8'], 'http://127.1.2.3', false],
    [['10.0.0.0/8'], 'http://a.example', false],
    [['::1'], 'http://[::1]:4566', true],
    [['[::1]'], 'http://[::1]:4566', true],
    [['[::1]:4566'], 'http://[::1]:4566', true],
    [['[::1]:4567'], 'http://[::1]:4566', false],
    [['fd00::/8'], 'http://[fd12::1]', true],
    [[''], 'https://a.example', false],
    [['.'], 'https://a.example', false],
    [['a]b]c'], 'https://a.example', false],
  ])('by %j: %s is %s', (noProxy, url, direct) => {
    const proxy = 'http://proxy.example:3128';
    expect(proxyFor(new URL(url), { proxy, noProxy })).toBe(direct ? undefined : proxy);
  });

  it('is everything where there is no proxy', () => {
    expect(proxyFor(new URL('https://a.example'), { proxy: undefined, noProxy: [] })).toBeUndefined();
  });
});

describe('an IP range', () => {
  it.each([
    ['10.1.2.3', '10.0.0.0/8', true],
    ['11.1.2.3', '10.0.0.0/8', false],
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '10.1.2.3/32', true],
    ['10.1.2.4', '10.1.2.3/32', false],
    ['1.2.3.4', '0.0.0.0/0', true],
    ['::1', '0.0.0.0/0', false],
    ['10.1.2.3', '10.0.0.0/33', false],
    ['10.1.2.3', '10.0.0.0/x', false],
    ['1.2.3.4', '10.0.0.0/', false],
    ['10.1.2.3', '10.0.0/8', false],
    ['10.1.2.300', '10.0.0.0/8', false],
    ['2001:db8::1', '2001:db8::/32', true],
    ['2001:db9::1', '2001:db8::/32', false],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1', true],
    ['1:2:3:4:5:6:7', '::/0', false],
    ['1::2::3', '::/0', false],
    ['g::1', '::/0', false],
    ['1:2:3:4:5:6:7:8', '::/0', true],
    ['1:2:3:4:5:6:7::8', '::/0', false],
  ])('%s in %s: %s', (address, range, inside) => {
    expect(inIpRange(address, range)).toBe(inside);
  });
});
