import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppManifest } from '../standins/supervisor/manifest-rights.ts';
import { type SupervisorStandin, startSupervisor } from '../standins/supervisor/supervisor-standin.ts';
import { readYaml } from '../support/repository.ts';
import { type NodeProcess, startNode, untilReady } from './support/child-process.ts';
import { discoverBySupervisor } from './support/config-entries.ts';
import { freePort } from './support/free-port.ts';
import { type HomeAssistant, startHomeAssistant } from './support/home-assistant.ts';
import { customComponents, domain } from './support/integration.ts';
import { missingPeers } from './support/peers.ts';
import { type ProxmoxProcess, proxmoxOption, startProxmox } from './support/proxmox-process.ts';
import { layOutImage, type RehearsalImage } from './support/rehearsal-image.ts';
import { waitFor } from './support/wait-for.ts';

const manifest = readYaml('config.yaml') as unknown as AppManifest;
const token = 'supervisor-token-of-the-app';

describe.skipIf(missingPeers('home-assistant').length > 0)('the app, rehearsed', () => {
  let image: RehearsalImage;
  let proxmox: ProxmoxProcess;
  let homeAssistant: HomeAssistant;
  let supervisor: SupervisorStandin;
  let data: string;
  let ports: { panel: number; integration: number; wyoming: number };
  let steward: NodeProcess | undefined;

  const environment = () => ({
    SUPERVISOR_TOKEN: token,
    STEWARD_SUPERVISOR_URL: supervisor.url,
    STEWARD_INGRESS_ADDRESS: '127.0.0.1',
    STEWARD_LISTEN: '127.0.0.1',
    STEWARD_DATA: data,
    STEWARD_PANEL_PORT: String(ports.panel),
    STEWARD_INTEGRATION_PORT: String(ports.integration),
    STEWARD_WYOMING_PORT: String(ports.wyoming),
  });

  /** Options as Supervisor writes them: those of config.yaml with what a person filled in. */
  const writeOptions = (changes: Readonly<Record<string, unknown>>) =>
    writeFileSync(
      join(data, 'options.json'),
      JSON.stringify({ ...(readYaml('config.yaml')['options'] as object), ...changes }),
      { mode: 0o600 },
    );

  const goodOptions = () => ({
    proxmox: [proxmoxOption(proxmox)],
    approvers: [{ user: 'Owner', pin: '2468' }],
  });

  const start = () => {
    const [flag = '', file = ''] = image.startArguments;
    expect(flag).toBe('--disable-warning=ExperimentalWarning');
    steward = startNode('Steward in its image', file, [], environment());
    return steward;
  };

  beforeAll(async () => {
    [image, proxmox, homeAssistant] = await Promise.all([
      layOutImage(),
      startProxmox(),
      startHomeAssistant({ customComponents }),
    ]);
    supervisor = await startSupervisor({
      token,
      manifest,
      core: { url: homeAssistant.url, token: homeAssistant.ownerToken },
    });
    data = mkdtempSync(join(tmpdir(), 'steward-app-data-'));
    ports = { panel: await freePort(), integration: await freePort(), wyoming: await freePort() };
    writeOptions(goodOptions());
    await untilReady('Steward in its image', start(), ({ msg }) => msg === 'ready');
  });

  afterAll(async () => {
    await steward?.stop();
    await supervisor?.stop();
    await homeAssistant?.stop();
    await proxmox?.stop();
    await image?.remove();
    if (data !== undefined) rmSync(data, { recursive: true, force: true });
  });

  it('holds production files only', () => {
    const application = join(image.root, 'opt/steward');
    expect(readdirSync(application).sort()).toEqual([
      'LICENSE',
      'node_modules',
      'package.json',
      'src',
      'workflows',
    ]);
    const { devDependencies } = readYaml('package.json') as { devDependencies: Record<string, string> };
    const { packages } = readYaml('package-lock.json') as {
      packages: Record<string, { readonly dev?: boolean }>;
    };
    const installed = (name: string) => existsSync(join(application, 'node_modules', name));
    // The lockfile marks what nothing in production needs; the others come with a package of production.
    const developmentOnly = Object.keys(devDependencies).filter(
      (name) => packages[`node_modules/${name}`]?.dev === true,
    );
    expect(developmentOnly).toContain('vitest');
    expect(developmentOnly.filter(installed)).toEqual([]);
    expect(installed('node')).toBe(false);
    expect(installed('fastify')).toBe(true);
  });

  it('answers the health check', async () => {
    const response = await fetch(`http://127.0.0.1:${ports.panel}/health`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('shows its panel to a person whom ingress names', async () => {
    const people = await homeAssistant.owner().send<{ id: string; name: string }[]>('config/auth/list');
    const owner = people.find(({ name }) => name === 'Owner');
    if (owner === undefined) throw new Error('the lab has no owner');
    const page = await supervisor.openPanel(`http://127.0.0.1:${ports.panel}`, '/', owner);
    expect(page.status).toBe(200);
    expect(await page.text()).toMatch(/<script type="module"/);
  });

  it('announces itself, so that Home Assistant offers to set up the integration', async () => {
    const announced = (name: string) =>
      waitFor(`the announcement of ${name}`, () =>
        supervisor.discoveries().find(({ service }) => service === name),
      );
    const discovery = await announced(domain);
    expect(discovery.config).toMatchObject({
      host: 'local-homelab-steward',
      port: ports.integration,
      token: expect.any(String),
      steward_id: expect.any(String),
    });
    expect((await announced('wyoming')).config).toEqual({
      uri: `tcp://local-homelab-steward:${ports.wyoming}`,
    });
    const flow = await discoverBySupervisor(homeAssistant.owner(), {
      domain,
      config: { ...discovery.config, host: '127.0.0.1' },
      name: manifest.name,
      slug: discovery.addon,
    });
    expect(flow.step_id).toBe('hassio_confirm');
  });

  it('copies its database before a backup', () => {
    const [flag = '', file = ''] = image.commandArguments;
    const printed = execFileSync(process.execPath, [flag, file, 'backup'], {
      encoding: 'utf8',
      env: { ...process.env, ...environment() },
    });
    expect(existsSync(printed.trim())).toBe(true);
    expect(printed).toContain(join(data, 'backups/steward-'));
  });

  it('asks the Supervisor for nothing that its manifest does not allow', () => {
    expect(supervisor.refusals()).toEqual([]);
  });

  it('ends at once when it is asked to', async () => {
    expect(await steward?.stop()).toBe(0);
  });

  it('ends with one message when an option is wrong', async () => {
    writeOptions({ ...goodOptions(), approval_expiry_minutes: 1 });
    const failing = start();
    expect(await failing.ended).toBe(1);
    expect(failing.lines.all.map(({ msg }) => msg)).toEqual([
      expect.stringMatching(
        /^Steward cannot start\. The option approval_expiry_minutes must be at least 5\./,
      ),
    ]);
  });

  it('learns from Home Assistant, through the Supervisor, that it has no such approver', async () => {
    writeOptions({ ...goodOptions(), approvers: [{ user: 'Nobody at all' }] });
    const failing = start();
    expect(await failing.ended).toBe(1);
    expect(failing.lines.all.at(-1)?.msg).toMatch(
      /option approvers names "Nobody at all".*Name one of: .*Owner/,
    );
    expect(supervisor.refusals()).toEqual([]);
  });
});
