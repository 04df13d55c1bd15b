import type { HomeAssistantClient } from './home-assistant-client.ts';

/** Names of the tools that a conversation agent of the client's user may offer its model. `api`: see {@link callLlmTool}. */
export const listLlmTools = async (client: HomeAssistantClient, api: string): Promise<readonly string[]> =>
  (
    await client.callService<{ tools: string[] }>(
      'lab_helper',
      'list_llm_tools',
      { api },
      { returnResponse: true },
    )
  ).tools;

/**
 * Calls a tool of an LLM API inside Home Assistant on behalf of the client's user, as that user's conversation agent
 * would. What the tool then does carries the user's id and no parent context.
 * @param api `assist`, or the one with `homeassistant__call_action` and full control: `homeassistant`
 */
export const callLlmTool = (
  client: HomeAssistantClient,
  api: string,
  tool: string,
  toolArguments: Readonly<Record<string, unknown>>,
): Promise<{ readonly result: unknown }> =>
  client.callService(
    'lab_helper',
    'call_llm_tool',
    { api, tool, arguments: toolArguments },
    { returnResponse: true },
  );
