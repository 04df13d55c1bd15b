/** What facts mean, in a few sentences, and who says so. */
export interface Interpretation {
  readonly text: string;
  /** Name of the model in the options. */
  readonly model: string;
}

/** Says in words what measured facts mean. It knows nothing else and decides nothing. */
export interface Interpreter {
  /**
   * Never throws. Undefined when no model may or can be asked, when it takes too long, and when what it wrote does not
   * hold against the facts; the facts then stand alone.
   */
  interpret(
    facts: string,
    options: { readonly purpose: string; readonly signal: AbortSignal },
  ): Promise<Interpretation | undefined>;
}
