"""Which session real botocore uses in a home folder, and the cache files that it leaves there.

No network: what STS and the access portal would answer is answered here, each time with another end. The caches are those of AWS CLI: files
in the home folder, for roles and web identities (`awscli/customizations/assumerole.py`) and for a permission set's credentials (CLI v2).
SSO tokens and those of `aws login` are saved by botocore itself before it looks for them.

    python homes.py HOME < QUESTIONS

A question is a line `{"environment": {…}, "profile": …}`; `profile` is what `--profile` names, or null. An answer is a line
`{"method": …, "expires_at": …, "error": …}`.
"""

import datetime
import json
import os
import sys
import urllib.parse

HOME = sys.argv[1]
for name in list(os.environ):
    if name.startswith(('AWS_', 'BOTO')):
        del os.environ[name]
PLAIN = {**os.environ, 'HOME': HOME, 'USERPROFILE': HOME, 'AWS_DEFAULT_REGION': 'eu-west-1', 'AWS_EC2_METADATA_DISABLED': 'true'}
os.environ.update(PLAIN)

import botocore
import botocore.credentials
import botocore.httpsession
import botocore.session
import botocore.utils

from wire import answered

assert botocore.__version__ == '1.44.8', f'this was written against botocore 1.44.8, not {botocore.__version__}'

NOW = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
GIVEN = 0


def another_end():
    """An end that nothing else has: an hour and some minutes from now."""
    global GIVEN
    GIVEN += 1
    return NOW + datetime.timedelta(minutes=60 + GIVEN)


def written(end):
    return end.strftime('%Y-%m-%dT%H:%M:%SZ')


def send(_, request):
    """The wire."""
    url = urllib.parse.urlsplit(request.url)
    end = another_end()
    if 'sts' in url.netloc:
        body = request.body if isinstance(request.body, str) else (request.body or b'').decode()
        call = urllib.parse.parse_qs(body)['Action'][0]
        keys = '<AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>CANARY</SecretAccessKey><SessionToken>CANARY</SessionToken>'
        user = '<AssumedRoleUser><Arn>arn:aws:sts::111122223333:assumed-role/a/b</Arn></AssumedRoleUser>'
        answer = f'<{call}Response><{call}Result><Credentials>{keys}<Expiration>{written(end)}</Expiration></Credentials>{user}</{call}Result></{call}Response>'
    elif 'portal.sso' in url.netloc:
        keys = {'accessKeyId': 'a', 'secretAccessKey': 'CANARY', 'sessionToken': 'CANARY', 'expiration': int(end.timestamp() * 1000)}
        answer = json.dumps({'roleCredentials': keys})
    else:
        raise AssertionError(f'unexpected request to {request.url}')
    return answered(request, answer)


class Process:
    returncode = 0

    def __init__(self, command, **_):
        pass

    def communicate(self):
        return json.dumps({'Version': 1, 'AccessKeyId': 'a', 'SecretAccessKey': 's'}).encode(), b''


def saved_first(load, token):
    """The loader, which finds a token under the name that botocore gives it."""

    def loader(self, *args, **kwargs):
        try:
            return load(self, *args, **kwargs)
        except botocore.exceptions.SSOTokenLoadError:
            self.save_token(args[0], token(), **kwargs)
        return load(self, *args, **kwargs)

    return loader


def login_token(self, session_name):
    if LOAD_LOGIN(self, session_name) is None:
        keys = {'accessKeyId': 'a', 'secretAccessKey': 'CANARY', 'sessionToken': 'CANARY', 'accountId': '111122223333', 'expiresAt': written(another_end())}
        self.save_token(session_name, {'accessToken': keys, 'refreshToken': 'CANARY', 'dpopKey': 'CANARY', 'clientId': 'c'})
    return LOAD_LOGIN(self, session_name)


LOAD_LOGIN = botocore.utils.LoginTokenLoader.load_token
botocore.httpsession.URLLib3Session.send = send
botocore.credentials.ProcessProvider.__init__.__defaults__ = (Process,)
botocore.credentials.EC = object()
botocore.utils.LoginTokenLoader.load_token = login_token
botocore.utils.SSOTokenLoader.__call__ = saved_first(
    botocore.utils.SSOTokenLoader.__call__,
    lambda: {'startUrl': 'https://a.awsapps.com/start', 'accessToken': 'CANARY', 'expiresAt': written(another_end())},
)
botocore.utils.FileWebIdentityTokenLoader.__call__ = lambda _: 'token'
botocore.utils.ContainerMetadataFetcher.retrieve_full_uri = lambda *_, **__: {
    'AccessKeyId': 'a', 'SecretAccessKey': 's', 'Token': 't', 'Expiration': written(another_end()),
}
LOADER = botocore.session.Session().get_component('data_loader')


def answer(question):
    os.environ.clear()
    os.environ.update(PLAIN)
    os.environ.update(question['environment'])
    result = {'method': None, 'expires_at': None, 'error': None}
    try:
        session = botocore.session.Session(profile=question['profile'])
        session.register_component('data_loader', LOADER)
        resolver = session.get_component('credential_provider')
        for provider in resolver.providers:
            if provider.METHOD in ('assume-role', 'assume-role-with-web-identity', 'sso'):
                provider.cache = botocore.utils.JSONFileCache(os.path.join(HOME, '.aws', 'cli', 'cache'))
            if provider.METHOD == 'assume-role':
                provider._prompter = lambda _: '123456'
        session.get_scoped_config()
        credentials = resolver.load_credentials()
        if credentials is not None:
            credentials.get_frozen_credentials()
            result['method'] = credentials.method
            end = getattr(credentials, '_expiry_time', None)
            result['expires_at'] = end and int(end.timestamp())
            session.get_auth_token()
    except Exception as error:
        result['error'] = type(error).__name__
    return result


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
