"""Generated config files, the same every time.

    python generate.py corpus FOLDER [COUNT] [SEED]   COUNT cases full of traps, for the comparison with botocore
    python generate.py large PROFILES FILE            one plain config file of so many profiles, for the measurement of speed
"""

import os
import sys


class Dice:
    """A generator of our own (xorshift), so that no version of Python changes the corpus."""

    def __init__(self, seed):
        self.state = seed * 0x9E3779B97F4A7C15 % 2**64 or 1

    def below(self, most):
        self.state ^= self.state << 13 & 2**64 - 1
        self.state ^= self.state >> 7
        self.state ^= self.state << 17 & 2**64 - 1
        return self.state % most

    def one(self, items):
        return items[self.below(len(items))]

    def chance(self, percent):
        return self.below(100) < percent


NAMES = ['default', 'a', 'b', 'c', 'd', 'e', 'two words', 'x.y', 'profile z', "it's", 'ü']
DURATIONS = ['900', '3600', '3601', '43200', '43201', '899', '0', '-1', '1h', '3600 # an hour', '3600.0', '', ' 7200 ', '１８００', '1_800', '+900',
             '4294967296', '99999999999999999999', '-99999999999999999999', '12:00']
SOURCES = ['Environment', 'Ec2InstanceMetadata', 'EcsContainer', 'environment', 'Nowhere', '']
NOISE = ['# comment', '   ; comment', '', 'region = eu-west-1', 'output=json', 's3 =\n  max = 1\n  # c\n\n  addressing_style=path', 'services = svc']


def header(dice, name, credentials):
    if credentials or name == 'default' and dice.chance(80):
        return f'[{name}]'
    quoted = f'"{name}"' if ' ' in name or "'" in name or dice.chance(10) else name
    space = dice.one([' ', ' ', '  ', '\t'])
    return dice.one(['[profile{}{}]', '[profile{}{}]', '[profile{}{}] # note']).format(space, quoted)


def write(dice, key, value):
    key = key.upper() if dice.chance(5) else key
    return key + dice.one([' = ', '=', ' : ', '= ']) + value


def settings(dice, credentials):
    lines = []
    if dice.chance(60):
        arn = f'arn:aws:iam::123456789012:role/{dice.one("rstuv")}'
        lines.append(('role_arn', dice.one([arn, arn, arn, arn, arn, arn, 'short', ''])))
        if dice.chance(80):
            lines.append(('source_profile', dice.one(NAMES + ['missing'])))
        if dice.chance(15):
            lines.append(('credential_source', dice.one(SOURCES)))
        if dice.chance(8):
            lines.append(('web_identity_token_file', dice.one(['/token', '/token', ''])))
        if dice.chance(10):
            lines.append(('mfa_serial', dice.one(['arn:aws:iam::1:mfa/me', 'x'])))
        if dice.chance(10):
            lines.append(('role_session_name', dice.one(['me', 'm', ''])))
        if dice.chance(5):
            lines.append(('external_id', dice.one(['id', 'i'])))
    if dice.chance(50):
        lines.append(('duration_seconds', dice.one(DURATIONS)))
    if dice.chance(70 if credentials else 30):
        lines.append(('aws_access_key_id', 'AKIAEXAMPLE'))
    if dice.chance(68 if credentials else 28):
        lines.append(('aws_secret_access_key', 'secret'))
        if dice.chance(25):
            lines.append((dice.one(['aws_session_token', 'aws_security_token']), dice.one(['token', 'token', ''])))
    if dice.chance(12):
        lines.append(('sso_session', dice.one(['corp', 'corp', 'half', 'none'])))
    if dice.chance(12):
        lines += [('sso_role_name', 'r'), ('sso_account_id', '123456789012')]
        if dice.chance(40):
            lines += [('sso_start_url', 'https://example.com'), ('sso_region', dice.one(['eu-west-1', 'us-east-1']))]
    if dice.chance(6):
        lines.append(('login_session', 'arn:aws:iam::1:user/me'))
    if dice.chance(8):
        lines.append(('credential_process', dice.one(['get it', 'get "it', "a 'b c'"])))
    # Any order.
    for at in range(len(lines) - 1, 0, -1):
        other = dice.below(at + 1)
        lines[at], lines[other] = lines[other], lines[at]
    return [write(dice, key, value) for key, value in lines]


def one_file(dice, credentials, breaks):
    out = []
    if not credentials:
        out += ['[sso-session corp]', 'sso_start_url = https://example.com', 'sso_region = eu-west-1']
        out += ['[sso-session "half"]', 'sso_region = eu-west-1', '[services svc]', 'sts =', '  endpoint_url = https://sts.example.com']
        if dice.chance(20):
            out += ['[DEFAULT]', dice.one(['duration_seconds = 1800', 'region = us-east-1', 'source_profile = a'])]
    names = [name for name in NAMES if dice.chance(60)]
    for name in names:
        if dice.chance(5):
            out.append(dice.one(['[stray]', '[profile]', '[profile a b c]', '[Default]']) if not credentials else '')
        out.append(header(dice, name, credentials))
        for line in settings(dice, credentials):
            indent = '  ' if dice.chance(3) else ''
            out.append(indent + line)
            if dice.chance(15):
                out.append(dice.one(NOISE))
    if breaks:
        out.insert(dice.below(len(out)), dice.one(['no delimiter', '= empty', '[sso-session corp]', 's3 =\n  broken', '[a']))
    end = dice.one(['\n', '\n', '\n', '\r\n', '\r'])
    return end.join('\n'.join(out).split('\n')) + end


def plain(text):
    """Whether no key stands twice in its section: mostly the noise repeats itself, and one broken file in ten is enough."""
    section, seen = None, set()
    for line in text.splitlines():
        if line.startswith('['):
            section = line
        elif line[:1].strip() and line[0] not in '#;':
            key = (section, line.replace(':', '=').split('=')[0].strip().lower())
            if key in seen:
                return False
            seen.add(key)
    headers = [line.split(']')[0] for line in text.splitlines() if line.startswith('[')]
    return len(headers) == len(set(headers))


def corpus(folder, count, seed):
    dice = Dice(seed)
    for number in range(count):
        for kind in ('config', 'credentials'):
            if kind == 'credentials' and dice.chance(30):
                continue
            breaks = dice.chance(5)
            text = one_file(dice, kind == 'credentials', breaks)
            while not breaks and not plain(text):
                text = one_file(dice, kind == 'credentials', breaks)
            with open(os.path.join(folder, f'generated-{number:03}.{kind}'), 'w', newline='', encoding='utf-8') as file:
                file.write(text)


def large(profiles, path):
    with open(path, 'w', encoding='utf-8') as file:
        for at in range(profiles):
            if at % 4 == 0:
                file.write(f'[profile p{at}]\naws_access_key_id = AKIA{at}\naws_secret_access_key = secret\n')
            else:
                file.write(f'[profile p{at}]\nrole_arn = arn:aws:iam::123456789012:role/r{at}\nsource_profile = p{at - 1}\nregion = eu-west-1\n')
                if at % 4 == 1:
                    file.write('duration_seconds = 43200\n')


if __name__ == '__main__':
    if sys.argv[1] == 'corpus':
        corpus(sys.argv[2], *(int(number) for number in (sys.argv[3:] + ['40', '1'][len(sys.argv[3:]):])))
    else:
        large(int(sys.argv[2]), sys.argv[3])
