import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePerlPattern } from './perl-pattern.ts';
import { parsePropertyString } from './property-string.ts';
import { apiSchema, type PropertySchema } from './schema.ts';
import { convertParameters, verifyParameters, verifyReply } from './verify-parameters.ts';

const parametersOf = (method: 'GET' | 'POST' | 'PUT', path: string): PropertySchema | undefined =>
  apiSchema[path]?.[method]?.parameters;

const reboot = parametersOf('POST', '/nodes/{node}/qemu/{vmid}/status/reboot');
const qemuConfig = parametersOf('PUT', '/nodes/{node}/qemu/{vmid}/config');
const snapshot = parametersOf('POST', '/nodes/{node}/qemu/{vmid}/snapshot');
const tasks = parametersOf('GET', '/nodes/{node}/tasks');
const place = { node: 'still-fawn', vmid: '101' };

describe('parameters', () => {
  it('accepts what fits, from a form and from JSON', () => {
    expect(verifyParameters(reboot, { ...place, timeout: '60' })).toEqual({});
    expect(verifyParameters(reboot, { ...place, timeout: 60 })).toEqual({});
    expect(verifyParameters(snapshot, { ...place, snapname: 'before-update', vmstate: true })).toEqual({});
  });

  it.each([
    [
      'an unknown name',
      { force: '1' },
      { force: 'property is not defined in schema and the schema does not allow additional properties' },
    ],
    ['a text for a number', { timeout: 'soon' }, { timeout: "type check ('integer') failed - got 'soon'" }],
    [
      'a fraction for an integer',
      { timeout: '1.5' },
      { timeout: "type check ('integer') failed - got '1.5'" },
    ],
    ['a number below the range', { timeout: '-1' }, { timeout: 'value must have a minimum value of 0' }],
  ])('refuses %s', (_, extra, errors) => {
    expect(verifyParameters(reboot, { ...place, ...extra })).toEqual(errors);
  });

  it('refuses a missing parameter and an ill-formed node or guest number', () => {
    expect(verifyParameters(snapshot, place)).toEqual({
      snapname: 'property is missing and it is not optional',
    });
    expect(verifyParameters(reboot, { node: 'still-fawn.lan', vmid: '101' })).toEqual({
      node: 'invalid format - value does not look like a valid node name\n',
    });
    expect(verifyParameters(reboot, { node: 'still-fawn', vmid: '99' })).toEqual({
      vmid: 'invalid format - value does not look like a valid VM ID\n',
    });
  });

  it('takes only 0 and 1 for a boolean in a form', () => {
    expect(verifyParameters(snapshot, { ...place, snapname: 'ok', vmstate: 'true' })).toEqual({
      vmstate: "type check ('boolean') failed - got 'true'",
    });
  });

  it('refuses a snapshot name that the vendor would refuse', () => {
    for (const snapname of ['1st', 'a', 'with space', 'ümlaut'])
      expect(verifyParameters(snapshot, { ...place, snapname }), snapname).toEqual({
        snapname: `invalid format - invalid configuration ID '${snapname}'\n`,
      });
    expect(verifyParameters(snapshot, { ...place, snapname: `s${'x'.repeat(40)}` })).toEqual({
      snapname: 'value may only be 40 characters long',
    });
  });

  it('names the allowed values of an enumeration', () => {
    expect(verifyParameters(tasks, { node: 'a', source: 'past' })).toEqual({
      source: "value 'past' does not have a value in the enumeration 'archive, active, all'",
    });
  });

  it('checks each part of a list', () => {
    expect(verifyParameters(tasks, { node: 'a', statusfilter: 'ok, error' })).toEqual({});
    expect(verifyParameters(tasks, { node: 'a', statusfilter: 'ok,fine' })).toEqual({
      statusfilter: "invalid format - invalid status 'fine'\n",
    });
  });

  it('knows net0 to net31 as net[n], and no other', () => {
    const net = 'virtio=BC:24:11:00:00:65,bridge=vmbr0';
    expect(verifyParameters(qemuConfig, { ...place, net0: net, net31: net })).toEqual({});
    for (const name of ['net32', 'net01', 'net[n]', 'nets'])
      expect(verifyParameters(qemuConfig, { ...place, [name]: net }), name).toHaveProperty([name]);
  });

  it('checks the keys of a comma list', () => {
    expect(verifyParameters(qemuConfig, { ...place, net0: 'virtio,bridge=vmbr0,speed=fast' })).toEqual({
      net0: 'invalid format - invalid key in comma-separated list property: speed\n',
    });
    expect(
      verifyParameters(qemuConfig, { ...place, net0: 'virtio=01:00:00:00:00:01,bridge=vmbr0' }),
    ).toHaveProperty('net0');
  });

  it('demands what another parameter requires', () => {
    const ticket = parametersOf('POST', '/access/ticket');
    expect(verifyParameters(ticket, { username: 'a@pve', password: 'b', path: '/vms' })).toEqual({
      privs: "missing property required by 'path'",
    });
  });

  it('picks the variant of a parameter by the kind that it depends on', () => {
    const fabric = parametersOf('PUT', '/cluster/sdn/fabrics/fabric/{id}');
    const changed = { id: 'lan', digest: 'a', protocol: 'ospf' };
    expect(verifyParameters(fabric, { ...changed, delete: ['area'] })).not.toHaveProperty('delete[0]');
    expect(verifyParameters(fabric, { ...changed, delete: ['hello_interval'] })).toHaveProperty('delete[0]');
  });

  it('converts what it has checked', () => {
    expect(convertParameters(snapshot, { ...place, snapname: 'a1', vmstate: '1' })).toEqual({
      node: 'still-fawn',
      vmid: 101,
      snapname: 'a1',
      vmstate: true,
    });
  });
});

describe('a parameter whose values are known at run time only', () => {
  it('takes any text', () => {
    const download = apiSchema['/nodes/{node}/storage/{storage}/download-url']?.POST?.parameters;
    expect(verifyParameters(download, { compression: 'zst' })).not.toHaveProperty('compression');
  });
});

describe('any parameters of any method', () => {
  const everyMethod = Object.values(apiSchema).flatMap((byMethod) => Object.values(byMethod));
  const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string()), fc.constant(null));

  it('are either accepted or complained about by name, never a crash', () => {
    fc.assert(
      fc.property(fc.constantFrom(...everyMethod), fc.infiniteStream(value), ({ parameters }, values) => {
        const names = [...Object.keys(parameters?.properties ?? {}), 'nonsense'];
        const given = Object.fromEntries(
          names.map((name) => [name.replace('[n]', '0'), values.next().value]),
        );
        for (const complaint of Object.values(verifyParameters(parameters, given)))
          expect(complaint).not.toBe('');
      }),
      { numRuns: 400 },
    );
  });
});

describe('replies', () => {
  it('refuses a reply that the vendor could not have sent', () => {
    const returns = apiSchema['/nodes/{node}/tasks/{upid}/status']?.GET?.returns;
    expect(verifyReply(returns, { status: 'done', pid: 'x' })).toMatchObject({
      status: "value 'done' does not have a value in the enumeration 'running, stopped'",
      pid: "type check ('integer') failed - got 'x'",
      upid: 'property is missing and it is not optional',
    });
  });
});

describe('comma lists', () => {
  const format: Record<string, PropertySchema> = {
    model: { type: 'string', default_key: 1 },
    macaddr: { type: 'string', optional: 1 },
    virtio: { alias: 'macaddr', keyAlias: 'model' },
    bridge: { type: 'string', optional: 1 },
  };

  it('gives a bare value to the default key and follows aliases', () => {
    expect(parsePropertyString(format, 'e1000,bridge=vmbr0')).toEqual({ model: 'e1000', bridge: 'vmbr0' });
    expect(parsePropertyString(format, 'virtio=AA:BB,bridge=vmbr0')).toEqual({
      model: 'virtio',
      macaddr: 'AA:BB',
      bridge: 'vmbr0',
    });
  });

  it.each([
    ['e1000,e1000', 'duplicate key in comma-separated list property: model'],
    ['e1000,bridge=a,bridge=b', 'duplicate key in comma-separated list property: bridge'],
    ['e1000,colour=red', 'invalid key in comma-separated list property: colour'],
    ['e1000,=red', 'missing key in comma-separated list property'],
  ])('complains about %s', (value, complaint) => {
    expect(parsePropertyString(format, value)).toBe(complaint);
  });
});

describe('Perl patterns', () => {
  it('keeps flags that are set inside', () => {
    const tag = '(?^i:[a-z0-9_][a-z0-9_\\-\\+\\.]*)(?:;(?^i:[a-z0-9_][a-z0-9_\\-\\+\\.]*))*';
    expect(compilePerlPattern(tag).test('Media;critical')).toBe(true);
    expect(compilePerlPattern(tag).test('media;;critical')).toBe(false);
  });

  it('reads atomic groups and open repetitions', () => {
    expect(compilePerlPattern('(?^:^((?>[+-]?[\\w\\-\\._=]+,?)+)$)').test('+aes,-pcid')).toBe(true);
    expect(compilePerlPattern('[A-Z]{,3}').test('')).toBe(true);
    expect(compilePerlPattern('[A-Z]{,3}').test('ABCD')).toBe(false);
  });

  it('leaves alternatives ungrouped between the anchors, as the vendor does', () => {
    expect(compilePerlPattern('acl|none').test('acl and more')).toBe(true);
    expect(compilePerlPattern('acl|none').test('and more')).toBe(false);
  });
});
