import { describe, expect, it } from 'vitest';
import { allPrivileges, standardAccess } from './access.ts';
import { ApiError } from './api-error.ts';
import { checkNamedFormat, uncheckedFormats } from './check-format.ts';
import { formats } from './formats.ts';
import { compilePerlPattern } from './perl-pattern.ts';
import { evaluateCheck } from './permissions.ts';
import { routes } from './routes/index.ts';
import { apiSchema, type MethodSchema, matchMethod } from './schema.ts';

const methods: readonly [string, MethodSchema][] = Object.entries(apiSchema).flatMap(([path, byMethod]) =>
  Object.values(byMethod).map((schema): [string, MethodSchema] => [path, schema]),
);

/** Every object anywhere in the schema. */
const everyObject = (value: unknown): Record<string, unknown>[] => {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(everyObject);
  return Array.isArray(value) ? inside : [value as Record<string, unknown>, ...inside];
};

describe('the vendor’s schema', () => {
  it('holds all 431 paths and 649 methods of Proxmox VE 9.1', () => {
    expect(Object.keys(apiSchema)).toHaveLength(431);
    expect(methods).toHaveLength(649);
  });

  it('has 281 Perl patterns, and each compiles', () => {
    const patterns = everyObject(apiSchema)
      .map(({ pattern }) => pattern)
      .filter((pattern) => typeof pattern === 'string');
    expect(patterns).toHaveLength(281);
    for (const pattern of patterns) expect(() => compilePerlPattern(pattern), pattern).not.toThrow();
  });

  it('names no format that the stand-in neither checks nor admits to leave unchecked', () => {
    const named = new Set(
      everyObject(apiSchema)
        .filter(({ type, optional }) => type !== undefined || optional !== undefined)
        .map(({ format }) => format)
        .filter((format) => typeof format === 'string'),
    );
    expect(named.size).toBe(122);
    for (const format of named) expect(() => checkNamedFormat(format, 'x'), format).not.toThrow();
  });

  it('leaves no format unchecked that it could check', () => {
    for (const name of uncheckedFormats) expect(formats).not.toHaveProperty([name]);
  });

  it('asks only for privileges that exist', () => {
    const asked = methods
      .flatMap(
        ([, { permissions }]) => JSON.stringify(permissions?.check ?? []).match(/"[A-Z]\w+\.[\w.]+"/g) ?? [],
      )
      .map((quoted) => quoted.slice(1, -1));
    expect(asked.length).toBeGreaterThan(400);
    for (const privilege of asked) expect(allPrivileges).toContain(privilege);
  });

  it('has no permission expression that cannot be evaluated', () => {
    const access = standardAccess();
    for (const [path, { permissions }] of methods) {
      const check = permissions?.check;
      if (check === undefined) continue;
      try {
        evaluateCheck(access, 'auditor@pve', check, { userid: 'auditor@pve' });
      } catch (error) {
        expect(error, path).toBeInstanceOf(ApiError);
      }
    }
  });

  it('has every call that the stand-in answers', () => {
    const known = new Set(methods.map(([path, { method }]) => `${method} ${path}`));
    for (const route of Object.keys(routes)) expect(known).toContain(route);
  });
});

describe('finding a method', () => {
  it('reads placeholders, percent-decoded', () => {
    const found = matchMethod('GET', '/nodes/still-fawn/tasks/UPID%3Astill-fawn%3A0%3A/status');
    expect(found?.path).toBe('/nodes/{node}/tasks/{upid}/status');
    expect(found?.pathParameters).toEqual({ node: 'still-fawn', upid: 'UPID:still-fawn:0:' });
  });

  it('prefers a literal segment to a placeholder', () => {
    expect(matchMethod('GET', '/cluster/backup-info')?.path).toBe('/cluster/backup-info');
    expect(matchMethod('GET', '/nodes/a/qemu/101/status/current')?.path).toBe(
      '/nodes/{node}/qemu/{vmid}/status/current',
    );
  });

  it('takes a volume with its slashes', () => {
    expect(matchMethod('GET', '/nodes/a/storage/pbs/content/pbs:backup/ct/101/2026')?.pathParameters).toEqual(
      {
        node: 'a',
        storage: 'pbs',
        volume: 'pbs:backup/ct/101/2026',
      },
    );
  });

  it.each([
    ['GET', '/nodes/a/qemu/101/status/reboot'],
    ['POST', '/nodes/a/lxc/101/status/reset'],
    ['PATCH', '/version'],
    ['GET', '/nothing'],
  ])('finds nothing for %s %s', (method, path) => {
    expect(matchMethod(method, path)).toBeUndefined();
  });
});
