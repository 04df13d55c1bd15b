import type { StepUpFactors } from '../../../src/core/step-up.ts';
import type { WorkflowChoice } from '../../../src/http/panel/messages.ts';
import type { PanelLink } from './panel-link.ts';

/** What a person who looks at the panel can do there. Absent in the card, where nothing can be done. */
export interface Desk {
  readonly act: PanelLink['act'];
  /** What they can confirm with; undefined until Steward has said so. */
  readonly factors: StepUpFactors | undefined;
  readonly userId: string;
  readonly name: string;
  /** Whether they administer Home Assistant. */
  readonly isAdmin: boolean;
  /** What autonomy can be set for. */
  readonly workflows: readonly WorkflowChoice[];
  /** Asks again what they can confirm with. */
  refreshFactors(): Promise<void>;
  /** Has a sentence read out by screen readers. */
  announce(sentence: string): void;
}
