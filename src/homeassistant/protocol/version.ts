/**
 * Version of the protocol between the integration and Steward. Raised when either side could misunderstand the other;
 * both sides refuse a version that they do not know.
 */
export const protocolVersion = 1;
