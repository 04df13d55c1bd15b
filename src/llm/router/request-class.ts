import { classOf, type PrivacyClass, strictestClass } from '../../core/provenance.ts';
import type { ModelRequest } from '../model.ts';

/** The class that a request has because of where its parts came from; detectors may raise it later. Pure. */
export const requestClass = ({ messages }: ModelRequest): PrivacyClass =>
  strictestClass(messages.flatMap(({ content }) => content.map(({ provenance }) => classOf(provenance))));
