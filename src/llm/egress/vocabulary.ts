/** The words of JSON Schema. They mean what they mean, also where a host of the house is called the same. */
export const schemaWords: ReadonlySet<string> = new Set(
  `$schema $ref $defs definitions type object array string number integer boolean null properties required items enum const
  description title default additionalProperties minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength
  minItems maxItems uniqueItems pattern format anyOf oneOf allOf not examples`.split(/\s+/),
);

/** The words of the clouds' own interfaces, which say nothing about a house. */
export const interfaceWords: ReadonlySet<string> = new Set([
  ...schemaWords,
  ...`model messages role content text user assistant system developer tool tools tool_choice tool_calls tool_call_id
  tool_use tool_use_id tool_result name arguments input input_schema parameters function functions id is_error strict
  stream stream_options include_usage max_tokens max_completion_tokens max_output_tokens temperature top_p stop
  stop_sequences response_format json_schema json_object schema output_config output_format effort reasoning
  reasoning_effort none minimal low medium high auto any required thinking redacted_thinking signature data enabled disabled adaptive
  budget_tokens display summarized omitted cache_control ephemeral ttl 5m 1h store metadata service_tier parallel_tool_calls
  disable_parallel_tool_use instructions input_text output_text function_call function_call_output call_id output
  message encrypted_content include prompt_cache_key seed betas application/json text/event-stream true false
  reasoning_content tool_name think keep_alive 30m truncate shift options num_ctx num_predict`.split(/\s+/),
]);
