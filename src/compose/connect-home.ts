import { createAssistApiTool } from '../agent/tools/assist-api-tool.ts';
import { createCameraTool, createSearchHomeTool } from '../agent/tools/home-tools.ts';
import { pickHomeTool } from '../agent/tools/pick-home-tool.ts';
import type { ReadTool } from '../agent/tools/read-tool.ts';
import type { Surroundings } from '../config/load-options.ts';
import type { AssistApi } from '../core/assist-api.ts';
import type { Clock } from '../core/clock.ts';
import type { HomeEntities } from '../core/home-entities.ts';
import type { HomeAssistantClient } from '../homeassistant/client/client.ts';
import { createHomeEntities } from '../homeassistant/home-entities.ts';

const entitiesOf = (
  client: HomeAssistantClient | undefined,
  { options, supervisorToken, supervisorUrl }: Surroundings,
): HomeEntities | undefined => {
  if (client === undefined) return undefined;
  const { url, token } = options.home_assistant;
  if (url !== undefined && token !== undefined) return createHomeEntities({ url, token }, client);
  return supervisorToken === undefined
    ? undefined
    : createHomeEntities({ url: `${supervisorUrl}/core`, token: supervisorToken }, client);
};

/** What a model may look up in Home Assistant, as far as it is connected now. */
export const connectHome = ({
  client,
  surroundings,
  assist,
  people,
  clock,
}: {
  readonly client: HomeAssistantClient | undefined;
  readonly surroundings: Surroundings;
  /** Home Assistant's own Assist LLM API, through the integration. */
  readonly assist: AssistApi;
  readonly people: () => readonly string[];
  readonly clock: Clock;
}): (() => readonly ReadTool[]) => {
  const home = entitiesOf(client, surroundings);
  const fromAssist = createAssistApiTool({ api: assist, people, clock });
  const fromEntities = home === undefined ? undefined : createSearchHomeTool({ home, people, clock });
  const camera = home === undefined ? [] : [createCameraTool({ home })];
  return () => {
    const search = pickHomeTool(fromAssist(), fromEntities);
    return [...(search === undefined ? [] : [search]), ...camera];
  };
};
