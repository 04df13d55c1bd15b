import { connect } from './home-assistant-client.ts';
import { longLivedToken, sessionToken } from './users.ts';

/** User name and password of the owner of every Home Assistant in the lab. */
export const ownerCredentials = { username: 'owner', password: 'owner-password' };

const unusedDomains = ['google_translate', 'met', 'radio_browser'];

/** The YAML of the very first start only: Home Assistant then keeps it in a store of its own. */
export const firstHttpSection = (port: number): string =>
  `http:\n  server_host: 127.0.0.1\n  server_port: ${port}\n`;

/**
 * Walks through the first-start pages of a fresh Home Assistant. Returns the owner's long-lived token.
 *
 * Home Assistant 2026.11 treats an http section in YAML as a trial and restarts itself after five minutes unless
 * somebody confirms it from the new address (`http/config/promote`); it then lives in `.storage/http` and the YAML
 * should go.
 */
export const onboard = async (url: string): Promise<string> => {
  const post = async (step: string, body: Readonly<Record<string, unknown>>, token?: string) => {
    const answer = await fetch(`${url}/api/onboarding/${step}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok)
      throw new Error(`Onboarding step ${step} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Readonly<Record<string, string>>;
  };

  const clientId = `${url}/`;
  const user = await post('users', {
    name: 'Owner',
    ...ownerCredentials,
    language: 'en',
    client_id: clientId,
  });
  const session = await sessionToken(url, user['auth_code'] ?? '');
  await post('core_config', {}, session);
  await post('analytics', {}, session);
  await post('integration', { client_id: clientId, redirect_uri: clientId }, session);
  const token = await longLivedToken(url, session);

  const owner = await connect(`${url.replace('http', 'ws')}/api/websocket`, token);
  await owner.send('http/config/promote');
  await owner.close();
  return token;
};

/**
 * Makes a home of an onboarded and running Home Assistant: the light is in the kitchen and Assist may switch it, and the
 * entries that onboarding set up, which are of no use here and without their packages only noise in the log, go.
 */
export const furnish = async (url: string, token: string): Promise<void> => {
  const owner = await connect(`${url.replace('http', 'ws')}/api/websocket`, token);
  // A fresh Home Assistant has the areas living_room, kitchen and bedroom.
  await owner.send('config/entity_registry/update', {
    entity_id: 'light.kitchen_light',
    area_id: 'kitchen',
  });
  await owner.send('homeassistant/expose_entity', {
    assistants: ['conversation'],
    entity_ids: ['light.kitchen_light'],
    should_expose: true,
  });
  const entries = await owner.send<{ entry_id: string; domain: string }[]>('config_entries/get');
  for (const { entry_id } of entries.filter(({ domain }) => unusedDomains.includes(domain))) {
    await fetch(`${url}/api/config/config_entries/entry/${entry_id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}` },
    });
  }
  await owner.close();
};
