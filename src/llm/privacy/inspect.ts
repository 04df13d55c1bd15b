import { classOf, type Provenance, strictestClass } from '../../core/provenance.ts';
import { configuredSecrets } from './configured-secrets.ts';
import { readings } from './decoding/readings.ts';
import { homelabSecrets } from './homelab-secrets.ts';
import { identityForms } from './identity-forms.ts';
import type { Detector, Finding, Inspection, Inspector, KnownIdentities } from './inspection.ts';
import { knownNames } from './known-names.ts';
import { createBetterleaks, createGitleaks } from './leak-rules/rule-detector.ts';
import { randomTokens } from './random-tokens.ts';
import { rememberFindings } from './remembered-findings.ts';
import { createSecretlint } from './secretlint.ts';

/** What an inspector looks for beyond its rules, and how far it goes. */
export interface InspectorDeps {
  /** The homelab's identities, asked at each inspection. */
  readonly known: () => KnownIdentities;
  /** Values of the options that are secret, asked at each inspection. */
  readonly secrets: () => readonly string[];
  /** Instead of the product's own. */
  readonly detectors?: readonly Detector[];
  /** Longest text, in UTF-16 units. Default 1,000,000. */
  readonly maxLength?: number;
  /** Time for one text. Default 1,000. */
  readonly timeoutMs?: number;
  /** How much text is remembered together with what was found in it, in UTF-16 units. Default 1,000,000. */
  readonly rememberedLength?: number;
  /** A clock that only goes forward, in milliseconds. */
  readonly nowMs?: () => number;
}

const unsure = (text: string): Finding => ({ rule: 'unsure', kind: 'secret', start: 0, end: text.length });

const inOrder = (findings: readonly Finding[]): Finding[] => {
  const seen = new Map<string, Finding>();
  for (const finding of findings) seen.set(`${finding.rule} ${finding.start} ${finding.end}`, finding);
  return [...seen.values()].toSorted((one, other) => one.start - other.start || other.end - one.end);
};

/** An inspector with the product's detectors: kept secret rules, configured secrets, known names, forms of identities. */
export const createInspector = ({
  known,
  secrets,
  detectors = [
    configuredSecrets(secrets),
    createGitleaks(),
    createBetterleaks(),
    createSecretlint(),
    homelabSecrets,
    knownNames(known),
    identityForms,
    randomTokens,
  ],
  maxLength = 1_000_000,
  timeoutMs = 1_000,
  rememberedLength = 1_000_000,
  nowMs = () => performance.now(),
}: InspectorDeps): Inspector => {
  const remembered = rememberFindings(rememberedLength);
  const search = async (text: string): Promise<readonly Finding[]> => {
    const endsAtMs = nowMs() + timeoutMs;
    const isOver = () => nowMs() > endsAtMs;
    const found: Finding[] = [];
    for (const reading of readings(text, isOver))
      for (const detector of detectors) {
        const detected = detector.detect(reading.text, isOver);
        // Most have found all when they return; waiting for nothing costs a turn each.
        for (const finding of detected instanceof Promise ? await detected : detected) {
          if (reading.isNew(finding.start, finding.end))
            found.push({ ...finding, ...reading.placeOf(finding.start, finding.end) });
        }
        if (isOver()) return [...found, unsure(text)];
      }
    // The readings end early, too, when the time is over.
    return isOver() ? [...found, unsure(text)] : found;
  };
  const lookUp = async (text: string): Promise<readonly Finding[]> => {
    const memory = remembered(known(), secrets());
    const before = memory.get(text);
    if (before !== undefined) return before;
    const findings = inOrder(await search(text));
    if (!findings.some(({ rule }) => rule === 'unsure')) memory.set(text, findings);
    return findings;
  };
  return {
    inspect: async (text: string, provenance: Provenance): Promise<Inspection> => {
      let findings: readonly Finding[];
      try {
        findings = text.length > maxLength ? [unsure(text)] : await lookUp(text);
      } catch {
        findings = [unsure(text)];
      }
      return {
        class: strictestClass([
          classOf(provenance),
          ...findings.map(({ kind }) => (kind === 'secret' ? 'secret' : 'internal')),
        ]),
        findings,
      };
    },
  };
};
