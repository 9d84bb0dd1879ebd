"""What botocore's service models know of durations, ends and sessions: one JSON object, from a name to what it is.

Prints `{"botocore": "1.44.8", "known": {"sts AssumeRoleRequest.DurationSeconds": "integer, 900 to 43200", ...}}`. Needs no network.
"""

import json
import re

import botocore
import botocore.session

SERVICES = [
    'sts', 'iam', 'signin', 'sso', 'sso-oidc', 'sso-admin', 'rolesanywhere', 'ecr', 'ecr-public', 'codeartifact', 'redshift',
    'redshift-serverless', 's3control', 'cognito-identity', 'eks-auth',
]
ABOUT = re.compile(r'duration|expir|session|lifetime|validity|validuntil', re.IGNORECASE)
ASKS = re.compile(r'session|credential|token|assume|signin|login(?!g)', re.IGNORECASE)


def told(shape):
    """A shape's type and its range."""
    least, most = shape.metadata.get('min'), shape.metadata.get('max')
    if least is None and most is None:
        return shape.type_name
    return f"{shape.type_name}, {'any' if least is None else least} to {'any' if most is None else most}"


session = botocore.session.Session()
known = {}
for service in SERVICES:
    model = session.get_service_model(service)
    for name in model.operation_names:
        if ASKS.search(name):
            known[f'{service} {name}'] = 'operation'
    for name in model.shape_names:
        shape = model.shape_for(name)
        if shape.type_name == 'structure':
            for member, inner in shape.members.items():
                if ABOUT.search(member):
                    known[f'{service} {name}.{member}'] = told(inner)

print(json.dumps({'botocore': botocore.__version__, 'known': dict(sorted(known.items()))}, indent=1))
