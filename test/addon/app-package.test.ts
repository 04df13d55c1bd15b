import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultPorts } from '../../src/config/load-options.ts';
import { privilegeCommands } from '../../src/infra/proxmox/privileges.ts';
import { imageCopies, readText, readYaml, repositoryFiles, repositoryRoot } from '../support/repository.ts';

const manifest = readYaml('config.yaml');
const dockerfile = readText('Dockerfile');
const packageJson = readYaml('package.json') as {
  version: string;
  license: string;
  dependencies: Record<string, string>;
};

/** Supervisor's security rating of an app: supervisor/apps/utils.py, `rating_security`. */
const rating = (app: Record<string, unknown>, hasProfile: boolean): number => {
  const privileged = (app['privileged'] ?? []) as string[];
  const bad = [
    'BPF',
    'CHECKPOINT_RESTORE',
    'DAC_READ_SEARCH',
    'NET_ADMIN',
    'NET_RAW',
    'PERFMON',
    'SYS_ADMIN',
    'SYS_MODULE',
    'SYS_PTRACE',
    'SYS_RAWIO',
  ];
  let points = 5;
  if (app['apparmor'] === false) points -= 1;
  else if (hasProfile) points += 1;
  if (app['ingress'] === true) points += 2;
  else if (app['auth_api'] === true) points += 1;
  if (app['kernel_modules'] === true || privileged.some((name) => bad.includes(name))) points -= 1;
  if (app['hassio_role'] === 'manager') points -= 1;
  if (app['hassio_role'] === 'admin') points -= 2;
  if (app['host_network'] === true) points -= 1;
  if (app['host_pid'] === true) points -= 2;
  if (app['host_uts'] === true && privileged.includes('SYS_ADMIN')) points -= 1;
  if (app['docker_api'] === true || app['full_access'] === true) points = 1;
  return Math.min(8, Math.max(1, points));
};

/** Values that the community's linter refuses to see written down, because they are what is so anyway. */
const defaults: Record<string, unknown> = {
  advanced: false,
  apparmor: true,
  audio: false,
  auth_api: false,
  backup: 'hot',
  boot: 'auto',
  devicetree: false,
  docker_api: false,
  full_access: false,
  gpio: false,
  hassio_api: false,
  hassio_role: 'default',
  homeassistant_api: false,
  host_dbus: false,
  host_ipc: false,
  host_network: false,
  host_pid: false,
  ingress: false,
  ingress_entry: '/',
  ingress_port: 8099,
  ingress_stream: false,
  init: true,
  kernel_modules: false,
  panel_admin: true,
  panel_icon: 'mdi:puzzle',
  stage: 'stable',
  startup: 'application',
  stdin: false,
  timeout: 10,
  udev: false,
  usb: false,
  video: false,
};

describe('the manifest of the app', () => {
  it('has the best security rating that there is, 8', () => {
    expect(rating(manifest, existsSync(join(repositoryRoot, 'apparmor.txt')))).toBe(8);
  });

  it('is the only file that Supervisor could take for one', () => {
    const candidates = repositoryFiles().filter(
      (path) => /(^|\/)config\.(yaml|yml|json)$/.test(path) && !path.split('/').includes('rootfs'),
    );
    expect(candidates).toEqual(['config.yaml']);
  });

  it('has what Supervisor asks for, and only architectures that it still knows', () => {
    expect(manifest).toMatchObject({
      name: 'Homelab Steward',
      slug: 'homelab_steward',
      arch: ['aarch64', 'amd64'],
      init: false,
      homeassistant: '2026.11.0',
      homeassistant_api: true,
      ingress: true,
    });
    expect(manifest['description']).toEqual(expect.any(String));
  });

  it('writes down no value that is so anyway, and nothing that is given up', () => {
    expect(Object.keys(manifest).filter((key) => key in defaults && manifest[key] === defaults[key])).toEqual(
      [],
    );
    for (const gone of ['watchdog', 'webui', 'squash', 'codenotary', 'snapshot', 'map', 'ports_description'])
      expect(manifest).not.toHaveProperty(gone);
    expect(existsSync(join(repositoryRoot, 'build.yaml'))).toBe(false);
  });

  it('has the version of the package and of the integration', () => {
    expect(manifest['version']).toBe(packageJson.version);
    expect(readYaml('custom_components/homelab_steward/manifest.json')['version']).toBe(packageJson.version);
  });

  it('serves its panel on the port that ingress asks, and names every port that people may open', () => {
    expect(defaultPorts.panel).toBe(defaults['ingress_port']);
    const ports = Object.keys(manifest['ports'] as object);
    expect(ports).toEqual([`${defaultPorts.wyoming}/tcp`]);
    expect(Object.keys(readYaml('translations/en.yaml')['network'] as object)).toEqual(ports);
  });

  it('copies the database before a backup and leaves the live one out', () => {
    expect(manifest['backup_pre']).toBe('steward backup');
    expect(manifest['backup_exclude']).toEqual(expect.arrayContaining(['steward.db', 'steward.db-wal']));
  });
});

describe('the image of the app', () => {
  it('is built from pinned images', () => {
    const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map((line) => line[1] ?? '');
    expect(images).toHaveLength(2);
    for (const image of images) expect(image).toMatch(/^[\w./-]+:\d+\.\d+[\w.-]*$/);
  });

  it('runs on the very Node that the tests run on', () => {
    expect(/^FROM node:(\d+\.\d+\.\d+)-alpine/m.exec(dockerfile)?.[1]).toBe(packageJson.dependencies['node']);
  });

  it('holds production files only, and each of them is in the repository', () => {
    const own = imageCopies(dockerfile).filter(({ from }) => from === undefined);
    const sources = own.flatMap((copy) => copy.sources);
    expect(sources.filter((source) => !existsSync(join(repositoryRoot, source)))).toEqual([]);
    expect(
      sources.filter((source) => /^(test|cards|docs|scripts|custom_components|\.)/.test(source)),
    ).toEqual([]);
    expect(dockerfile).toMatch(/npm install --omit=dev --no-save/);
    const context = readText('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'));
    for (const source of sources) expect(context).toContain(`!${source}`);
  });

  it('is asked for its health by Docker', () => {
    expect(dockerfile).toMatch(
      new RegExp(`^HEALTHCHECK [\\s\\S]*http://127\\.0\\.0\\.1:${defaultPorts.panel}/health`, 'm'),
    );
  });
});

describe('process supervision in the app', () => {
  const services = 'addon/rootfs/etc/s6-overlay/s6-rc.d';
  const isExecutable = (path: string): boolean =>
    (statSync(join(repositoryRoot, path)).mode & 0o111) === 0o111;

  it('starts every service that the user bundle names, with scripts that can be executed', () => {
    for (const service of readdirSync(join(repositoryRoot, services, 'user/contents.d'))) {
      const type = readText(`${services}/${service}/type`).trim();
      expect(type).toMatch(/^(longrun|oneshot)$/);
      expect(isExecutable(`${services}/${service}/run`)).toBe(true);
      if (type === 'oneshot')
        expect(readText(`${services}/${service}/up`).trim()).toBe(`/etc/s6-overlay/s6-rc.d/${service}/run`);
    }
    expect(isExecutable(`${services}/steward/finish`)).toBe(true);
    expect(isExecutable('addon/rootfs/usr/bin/steward')).toBe(true);
  });

  it('runs Steward as a user of its own, once its folder is given to that user', () => {
    expect(readText(`${services}/steward/run`)).toMatch(
      /^exec s6-setuidgid steward node .*\/opt\/steward\/src\/main\.ts$/m,
    );
    expect(existsSync(join(repositoryRoot, services, 'steward/dependencies.d/init-steward'))).toBe(true);
    expect(readText(`${services}/init-steward/run`)).toContain('chown -R steward:steward /data');
    expect(dockerfile).toMatch(/adduser .* steward$/m);
  });

  it('is held by an AppArmor profile of its own, in which Node starts no other program', () => {
    const profile = readText('apparmor.txt');
    expect(profile).toMatch(new RegExp(`^profile ${String(manifest['slug'])} `, 'm'));
    const node = profile.slice(profile.indexOf('profile node '));
    expect(
      node.split('\n').filter((line) => /^\s*\S+ \w*[xX],/.test(line.replace(/^\s*capability.*/, ''))),
    ).toEqual([]);
    expect(node).not.toMatch(/^\s*(capability|file,)/m);
  });
});

describe('what people see of the app', () => {
  const pngSize = (path: string): [number, number] => {
    const png = readFileSync(join(repositoryRoot, path));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    return [png.readUInt32BE(16), png.readUInt32BE(20)];
  };

  it('has an icon and a logo in the sizes of the store', () => {
    expect(pngSize('icon.png')).toEqual([128, 128]);
    expect(pngSize('logo.png')).toEqual([250, 100]);
  });

  it('is documented, with the commands that really give the least rights', () => {
    const docs = readText('DOCS.md');
    for (const command of privilegeCommands('steward@pve!homelab', { isNew: true }))
      expect(docs).toContain(command);
    expect(readText('CHANGELOG.md')).toMatch(/^## Unreleased$/m);
  });

  it('is free software under the licence that it says', () => {
    expect(packageJson.license).toBe('GPL-3.0-or-later');
    expect(readText('LICENSE')).toMatch(/GNU GENERAL PUBLIC LICENSE\s+Version 3/);
  });

  it('is found in its repository', () => {
    expect(readYaml('repository.yaml')).toMatchObject({ name: 'Homelab Steward', url: manifest['url'] });
  });
});
