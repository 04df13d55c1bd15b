import type { Detector, Finding } from './inspection.ts';

/** A secret that homelabs have and that neither gitleaks' nor secretlint's rules find. */
interface SecretForm {
  readonly rule: string;
  /** What a text without cannot have it. */
  readonly needs?: string;
  /** Global, linear in the length of the text; the groups `secret` and `said` are the secret, all of the match where there are none. */
  readonly pattern: RegExp;
  /** What of it is none: a name, a placeholder, a word of a programming language. */
  readonly except?: RegExp;
}

/** What stands where a secret would, and is none. */
const placeholder =
  /^(?:[$%!@&*<{([].*|.*[({<]|[*x.•#_-]+|(?:your|my|the|a|an|some|new|old|same|no)|(?:your|my|example|changeme|change)[\w-]*(?:here|password|secret|token|key|me)|null|nil|none|undefined|true|false|yes|no|on|off|empty|string|str|text|bool|boolean|number|int|integer|optional|required|default|password|passwd|passphrase|passwort|secret|token|key|value|hidden|redacted|unset|missing|invalid|wrong|incorrect|correct|expired|changed|change|reset|protected|manager|file|field|prompt|auth|authentication|login|hash|is|was|are|has|must|for|from|in|of|to|and|or|with|nicht|falsch|ist|process\.env.*|os\.environ.*|self\..*|this\..*|options\..*|config\..*|args\..*|env\..*)$/i;

const passwordWords =
  'pass(?:word|wd|phrase|code)|(?<=[_-])pass|pwd|psk|passwor[dt]|kennwort|mot de passe|contraseña|wachtwoord|senha|hasło|heslo|lösenord|пароль|密码|口令|パスワード|api[_ -]?key|secret[_ -]?key|(?:auth|access|api|bearer|bot|refresh)[_ -]?token|client[_ -]?secret|community(?: string)?|shared[_ -]?secret|encryption[_ -]?key|recovery[_ -]?(?:key|code)';

const forms: readonly SecretForm[] = [
  {
    rule: 'password-hash',
    needs: '$',
    pattern: /\$(?:1|2[abxy]|5|6|7|y|gy|argon2(?:id?|d)|scrypt|pbkdf2[\w-]{0,12}|apr1)\$[\w./+=,$-]{12,300}/g,
  },
  {
    // Gitleaks wants the end, too; a log or a stream may have been cut off before it.
    rule: 'private-key-begun',
    needs: 'PRIVATE KEY',
    pattern: /-----BEGIN[ A-Z\d_-]{0,100}PRIVATE KEY(?: BLOCK)?-----[\sA-Za-z\d+/=:,.-]{0,20000}/g,
  },
  {
    rule: 'pin',
    pattern:
      /\b(?:pin|puk)(?:[ -]?(?:code|number))?["']?\s{0,3}(?:is|ist|es|est|[:=])\s{0,3}["']?(?<secret>\d{4,12})(?!\d)/gi,
  },
  {
    rule: 'secret-by-context',
    pattern:
      /(?<![a-z])(?:token|secret|credentials?|(?:wi-?fi|wlan)[ _-](?:key|code))["'`]?\s{0,4}[:=]\s{0,4}["'`]?(?<secret>(?=[^\s"'`,;]{0,200}\d)[^\s"'`,;(){}]{8,200})/gi,
    except: placeholder,
  },
  {
    rule: 'kubeconfig',
    pattern:
      /\b(?:client-key-data|certificate-key|client-certificate-key)["']?:\s{0,4}["']?(?<secret>[A-Za-z\d+/]{16,20000}={0,2})/g,
  },
  {
    rule: 'proxmox-token',
    pattern:
      /\bPVE(?:API|BSAPI)Token[=:\s]{1,3}[^\s=:!]{1,80}![\w.-]{1,60}[=:](?<secret>[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})/gi,
  },
  {
    rule: 'wireguard-key',
    pattern:
      /\b(?:PrivateKey|PresharedKey|private[_-]?key|preshared[_-]?key)["']?\s{0,4}[=:]\s{0,4}["']?(?<secret>[A-Za-z\d+/]{42}[AEIMQUYcgkosw048]=)/gi,
  },
  { rule: 'tailscale-key', needs: 'tskey-', pattern: /\btskey-[a-z]{2,10}-[\w-]{8,100}/g },
  { rule: 'one-time-password-seed', needs: 'otpauth:', pattern: /\botpauth:\/\/[^\s"'<>]{8,400}/g },
  {
    rule: 'credentials-in-address',
    needs: '://',
    pattern: /\b[a-z][a-z\d+.-]{1,20}:\/\/[^\s/:@"'<>]{0,100}:(?<secret>[^\s/@"'<>]{1,200})@(?=[\w[])/gi,
    except: /^(?:\$\{?\w+\}?|\{+[\w. ]+\}+|<.*|\*+|pass(?:word)?|%s)$/i,
  },
  {
    rule: 'bearer-token',
    pattern:
      /\b(?:authorization|proxy-authorization|x-api-key|x-auth-token)["']?\s{0,4}[:=]\s{0,4}["']?(?:(?:bearer|basic|token)\s{1,4})?(?<secret>[\w.~+/=-]{8,4000})/gi,
    except: placeholder,
  },
  {
    rule: 'new-password',
    needs: 'chpasswd',
    pattern:
      /\bchpasswd\b[^|\n]{0,40}\n?[^\n]{0,40}?[\s"'-][a-z_][\w-]{0,31}:(?<secret>[^\s"'|]{3,200})|\b[a-z_][\w-]{0,31}:(?<said>[^\s"'|]{3,200})["']?\s{0,3}\|\s{0,3}(?:sudo\s)?chpasswd/gi,
    except: placeholder,
  },
  {
    rule: 'cookie',
    pattern: /\b(?:set-)?cookie:\s{0,4}[\w.-]{1,80}=(?<secret>[^\s;,"']{8,2000})/gi,
    except: placeholder,
  },
  {
    rule: 'command-line-password',
    pattern:
      /\b(?:sshpass\s{1,3}-p|mysql(?:dump)?\s[^\n|;]{0,80}-p|(?:--|-)(?:password|passwd|pass|secret|token)[= ])\s{0,2}["']?(?<secret>[^\s"'|;]{3,200})/gi,
    except: placeholder,
  },
  {
    // cloud-init, Ansible, Compose, .env, ini, YAML, JSON, and people who say it.
    rule: 'password-by-context',
    pattern: new RegExp(
      `(?<![a-z])(?:${passwordWords})(?:[_-]\\w{1,30})?["'\`]?(?:\\s{0,4}(?:=>|:=|[:=])\\s{0,4}|\\s{1,3}(?:is|ist|es|est|lautet|är|jest|è|é|это|—|-)\\s{1,3}:?\\s?|\\s{0,3}(?:是|为|は)\\s{0,3}|\\s(?:(?:to|as|auf|als)\\s)?(?=\\S*\\d)(?=\\S*[a-z])(?=\\S{8}))(?![a-z]+(?:\\.[a-z]+)+)["'\`]?(?<secret>[^\\s"'\`,;]{3,200})`,
      'gi',
    ),
    except: placeholder,
  },
];

/** Finds secrets by their place in a line or by a form of homelabs' own, where the kept rule sets have no rule. */
export const homelabSecrets: Detector = {
  name: 'homelab-secrets',
  detect: (text, isOver) => {
    const found: Finding[] = [];
    for (const { rule, needs = '', pattern, except } of forms) {
      if (isOver()) break;
      if (!text.includes(needs)) continue;
      for (const match of text.matchAll(pattern)) {
        const secret = match.groups?.['secret'] ?? match.groups?.['said'] ?? match[0];
        if (except?.test(secret.replace(/[.,;:!?)]+$/, '')) === true) continue;
        // The secret stands last in what is matched, but for characters that none has.
        const start = match.index + match[0].lastIndexOf(secret);
        found.push({ rule, kind: 'secret', start, end: start + secret.length });
      }
    }
    return found;
  },
};
