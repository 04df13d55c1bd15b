/** Since when everything is stopped, by whom and why. */
export interface StopState {
  /** Epoch milliseconds. */
  readonly sinceMs: number;
  /** As people are named to people: "Alice", "an unknown speaker, by its own claim in kitchen", "the file STOP". */
  readonly by: string;
  /** Their words, or what they pressed. */
  readonly reason: string;
}

/**
 * The kill switch as everything sees it that must stop: approvals before an approval is consumed, Grants before they cover
 * a write, the runner before every write.
 */
export interface KillSwitch {
  /** Looked up afresh at each call, the file included; synchronous, so that nothing can happen in between. */
  isOn(): StopState | undefined;
  /** Called when it goes on and when it is released (undefined). @returns the function that unsubscribes */
  onChange(listener: (state: StopState | undefined) => void): () => void;
}
