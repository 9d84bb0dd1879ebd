"""What real botocore makes of config files: the STS calls, their DurationSeconds, and the error, per profile.

No network: everything below `URLLib3Session.send` is answered here, and so are the process, the sign-in token and the token files that a
profile points to. Everything above is botocore's own.

    python oracle.py FOLDER            one JSON object per case on standard output
    python oracle.py FOLDER NAME …          these profiles of each case only

A case is `NAME.config`, `NAME.credentials`, or both.
"""

import datetime
import json
import os
import sys
import tempfile
import urllib.parse

HOME = tempfile.mkdtemp(prefix='session-clock-oracle-')
for name in list(os.environ):
    if name.startswith(('AWS_', 'BOTO')):
        del os.environ[name]
os.environ.update(
    HOME=HOME,
    USERPROFILE=HOME,
    AWS_DEFAULT_REGION='eu-west-1',
    # What `credential_source` asks for is there. The providers that would take these up for any profile come last or are left
    # out (a profile is named), and `answer` tells them apart.
    AWS_ACCESS_KEY_ID='AKIAENVIRONMENT',
    AWS_SECRET_ACCESS_KEY='environment',
    AWS_CONTAINER_CREDENTIALS_FULL_URI='http://127.0.0.1/container',
)

import botocore
import botocore.credentials
import botocore.httpsession
import botocore.session
import botocore.utils

from wire import answered

assert botocore.__version__ == '1.44.8', f'this was written against botocore 1.44.8, not {botocore.__version__}'

FAR = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1)).strftime('%Y-%m-%dT%H:%M:%SZ')
CALLS = []


def sts_answer(call):
    keys = '<AccessKeyId>ASIAANSWERANSWER1</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>'
    credentials = f'<Credentials>{keys}<Expiration>{FAR}</Expiration></Credentials>'
    return f'<{call}Response><{call}Result>{credentials}</{call}Result></{call}Response>'


def send(_, request):
    """The wire."""
    url = urllib.parse.urlsplit(request.url)
    if 'sts' in url.netloc:
        body = request.body if isinstance(request.body, str) else (request.body or b'').decode()
        asked = {key: value[0] for key, value in urllib.parse.parse_qs(body, keep_blank_values=True).items()}
        seconds = asked.get('DurationSeconds')
        CALLS.append(
            {
                'call': asked['Action'],
                'role_arn': asked.get('RoleArn'),
                'duration_seconds': seconds if seconds is None or len(seconds) > 15 else int(seconds),
            }
        )
        answer = sts_answer(asked['Action'])
    elif url.path == '/container':
        answer = json.dumps({'AccessKeyId': 'a', 'SecretAccessKey': 's', 'Token': 't', 'Expiration': FAR})
    elif url.path.endswith('/latest/api/token'):
        answer = 'token'
    elif url.path.endswith('/security-credentials/'):
        answer = 'role'
    elif '/security-credentials/' in url.path:
        keys = {'Code': 'Success', 'AccessKeyId': 'a', 'SecretAccessKey': 's', 'Token': 't', 'Expiration': FAR}
        answer = json.dumps(keys)
    elif 'portal.sso' in url.netloc:
        keys = {'accessKeyId': 'a', 'secretAccessKey': 's', 'sessionToken': 't', 'expiration': 4102444800000}
        answer = json.dumps({'roleCredentials': keys})
    else:
        raise AssertionError(f'unexpected request to {request.url}')
    return answered(request, answer)


class Process:
    returncode = 0

    def __init__(self, command, **_):
        # What the system would say of an empty command.
        command[0]

    def communicate(self):
        return json.dumps({'Version': 1, 'AccessKeyId': 'a', 'SecretAccessKey': 's'}).encode(), b''


def login_token(*_):
    keys = {'accessKeyId': 'a', 'secretAccessKey': 's', 'sessionToken': 't', 'accountId': '1', 'expiresAt': FAR}
    return {'accessToken': keys, 'refreshToken': 'r', 'dpopKey': 'k', 'clientId': 'c'}


botocore.httpsession.URLLib3Session.send = send
botocore.credentials.ProcessProvider.__init__.__defaults__ = (Process,)
botocore.credentials.EC = object()
botocore.utils.LoginTokenLoader.load_token = login_token
botocore.utils.SSOTokenLoader.__call__ = lambda *_, **__: {'accessToken': 'token', 'expiresAt': FAR}


def web_identity_token(loader):
    # `open` of what is no path fails as it would.
    os.fspath(loader._web_identity_token_path)
    return 'token'


botocore.utils.FileWebIdentityTokenLoader.__call__ = web_identity_token
LOADER = botocore.session.Session().get_component('data_loader')


def session_of(case, profile):
    os.environ['AWS_CONFIG_FILE'] = case + '.config'
    os.environ['AWS_SHARED_CREDENTIALS_FILE'] = case + '.credentials'
    session = botocore.session.Session(profile=profile)
    session.register_component('data_loader', LOADER)
    return session


def answer(case, profile):
    """What one profile comes to: the calls on the wire, and the error."""
    CALLS.clear()
    result = {'profile': profile, 'error': None, 'said': None}
    try:
        session = session_of(case, profile)
        resolver = session.get_component('credential_provider')
        for provider in resolver.providers:
            if provider.METHOD == 'assume-role':
                provider._prompter = lambda _: '123456'
        credentials = resolver.load_credentials()
        if credentials is None or credentials.method in ('container-role', 'iam-role'):
            # Neither file gives any; what was found comes from the machine.
            result['error'] = 'NoCredentialsError'
        else:
            credentials.get_frozen_credentials()
            result['method'] = credentials.method
        # Credentials are for clients.
        session.get_auth_token()
        if 'services' in session.get_scoped_config():
            session.create_client('sts', aws_access_key_id='a', aws_secret_access_key='s')
    except Exception as error:
        result['error'] = type(error).__name__
        result['said'] = str(error)
    result['hops'] = list(CALLS)
    return result


def examine(case, only):
    try:
        profiles = session_of(case, None).available_profiles
    except Exception as error:
        return {'error': type(error).__name__, 'said': str(error), 'profiles': []}
    return {'error': None, 'profiles': [answer(case, profile) for profile in only or profiles]}


def cases(folder):
    return sorted({os.path.join(folder, name.rsplit('.', 1)[0]) for name in os.listdir(folder) if name.endswith(('.config', '.credentials'))})


if __name__ == '__main__':
    for case in cases(sys.argv[1]):
        print(json.dumps({'case': os.path.basename(case), **examine(case, sys.argv[2:])}), flush=True)
