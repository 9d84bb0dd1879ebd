"""What botocore itself makes of a duration that is asked for, before anything is sent.

Reads one JSON object per line, `{"call": "AssumeRole", "value": 899}`, and writes one per line: `{"refused": null}` where the request
would have gone out, else the error's class and text.
"""

import json
import os
import sys

for name in list(os.environ):
    if name.startswith(('AWS_', 'BOTO')):
        del os.environ[name]

import botocore
import botocore.httpsession
import botocore.session

assert botocore.__version__ == '1.44.8', f'this was written against botocore 1.44.8, not {botocore.__version__}'

ROLE = 'arn:aws:iam::123456789012:role/role'
NEEDED = {
    'AssumeRole': ('assume_role', {'RoleArn': ROLE, 'RoleSessionName': 'name'}),
    'AssumeRoleWithSAML': (
        'assume_role_with_saml',
        {'RoleArn': ROLE, 'PrincipalArn': 'arn:aws:iam::123456789012:saml-provider/it', 'SAMLAssertion': 'assertion'},
    ),
    'AssumeRoleWithWebIdentity': (
        'assume_role_with_web_identity',
        {'RoleArn': ROLE, 'RoleSessionName': 'name', 'WebIdentityToken': 'token'},
    ),
    'GetSessionToken': ('get_session_token', {}),
    'GetFederationToken': ('get_federation_token', {'Name': 'name'}),
    'AssumeRoot': (
        'assume_root',
        {'TargetPrincipal': '123456789012', 'TaskPolicyArn': {'arn': 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials'}},
    ),
    'GetWebIdentityToken': ('get_web_identity_token', {'Audience': ['it'], 'SigningAlgorithm': 'RS256'}),
    'GetScopedCredentials': ('get_scoped_credentials', {'Policy': '{}'}),
    'GetAuthorizationToken': ('get_authorization_token', {'domain': 'domain'}),
    'GetDataAccess': ('get_data_access', {'AccountId': '123456789012', 'Target': 's3://bucket/*', 'Permission': 'READ'}),
    'CreateBearerToken': ('create_bearer_token', {'grantType': 'client_credentials', 'resource': 'it'}),
}
# Of other services than STS: the service, and its name for the seconds.
ELSEWHERE = {
    'GetAuthorizationToken': ('codeartifact', 'durationSeconds'),
    'GetDataAccess': ('s3control', 'DurationSeconds'),
    'CreateBearerToken': ('signin', 'durationSeconds'),
}


class Sent(BaseException):
    """Raised where the request would go out; botocore catches and retries nothing of this kind."""


def send(*_):
    raise Sent


botocore.httpsession.URLLib3Session.send = send
SESSION = botocore.session.Session()
CLIENTS = {
    service: SESSION.create_client(service, region_name='eu-west-1', aws_access_key_id='a', aws_secret_access_key='s')
    for service in ['sts', *(service for service, _ in ELSEWHERE.values())]
}

for line in sys.stdin:
    case = json.loads(line)
    method, needed = NEEDED[case['call']]
    service, member = ELSEWHERE.get(case['call'], ('sts', 'DurationSeconds'))
    try:
        getattr(CLIENTS[service], method)(**needed, **{member: case['value']})
        raise AssertionError('neither sent nor refused')
    except Sent:
        print(json.dumps({'refused': None}), flush=True)
    except Exception as error:
        print(json.dumps({'refused': type(error).__name__, 'said': str(error)}), flush=True)
