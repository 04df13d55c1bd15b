import { randomBytes } from 'node:crypto';
import { connect, type HomeAssistantClient } from './home-assistant-client.ts';

/** Home Assistant's built-in groups. */
export type UserGroup = 'system-admin' | 'system-users' | 'system-read-only';

/** A person who can log in. */
export interface LabUser {
  readonly userId: string;
  readonly name: string;
  /** A long-lived access token of this user. */
  readonly token: string;
  /** For pages that ask for a log-in. */
  readonly username: string;
  readonly password: string;
}

/** Posts JSON and returns the JSON answer. @throws Error with status and body of a refusal. */
const post = async (url: string, body: URLSearchParams | Readonly<Record<string, unknown>>) => {
  const answer = await fetch(url, {
    method: 'POST',
    body: body instanceof URLSearchParams ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text}`);
  return JSON.parse(text);
};

/**
 * Exchanges an authorisation code for the access token of a session (30 minutes).
 * @param url Home Assistant's address, which is the client id too.
 */
export const sessionToken = async (url: string, authorisationCode: string): Promise<string> => {
  const session = await post(
    `${url}/auth/token`,
    new URLSearchParams({
      grant_type: 'authorization_code',
      code: authorisationCode,
      client_id: `${url}/`,
    }),
  );
  return session.access_token;
};

/** Makes a long-lived access token, as the account page does. */
export const longLivedToken = async (url: string, token: string): Promise<string> => {
  const client = await connect(`${url.replace('http', 'ws')}/api/websocket`, token);
  const longLived = await client.send<string>('auth/long_lived_access_token', {
    client_name: `lab ${randomBytes(4).toString('hex')}`,
    lifespan: 3650,
  });
  await client.close();
  return longLived;
};

/**
 * Creates a user with a password and logs in, each through the interface that the frontend uses.
 * @param owner a connection with administrator's rights.
 * @param name shown name; the user name is the name in lower case.
 */
export const createUser = async (
  owner: HomeAssistantClient,
  url: string,
  { name, group }: { readonly name: string; readonly group: UserGroup },
): Promise<LabUser> => {
  const username = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const password = randomBytes(12).toString('hex');
  const { user } = await owner.send<{ user: { id: string } }>('config/auth/create', {
    name,
    group_ids: [group],
    local_only: false,
  });
  await owner.send('config/auth_provider/homeassistant/create', { user_id: user.id, username, password });
  const clientId = `${url}/`;
  const flow = await post(`${url}/auth/login_flow`, {
    client_id: clientId,
    handler: ['homeassistant', null],
    redirect_uri: clientId,
  });
  const login = await post(`${url}/auth/login_flow/${flow.flow_id}`, {
    client_id: clientId,
    username,
    password,
  });
  const token = await longLivedToken(url, await sessionToken(url, login.result));
  return { userId: user.id, name, username, password, token };
};
