"""How long botocore takes to load a config file and to resolve every profile of it, in the way that favours it most.

    python speed.py FILE

One session; the file is parsed once, where botocore by itself parses it again for each profile (`ConfigProvider.load`); no call is
made. Imports and the start of Python do not count. Prints the seconds, and of them those of loading alone.
"""

import json
import os
import sys
import time

for name in list(os.environ):
    if name.startswith(('AWS_', 'BOTO')):
        del os.environ[name]
os.environ.update(AWS_CONFIG_FILE=sys.argv[1], AWS_SHARED_CREDENTIALS_FILE='', AWS_EC2_METADATA_DISABLED='true')

import botocore.configloader
import botocore.credentials
import botocore.session

parsed = {}


def once(function):
    def call(path):
        if path not in parsed:
            parsed[path] = function(path)
        return parsed[path]

    return call


session = botocore.session.Session()
start = time.perf_counter()
profiles = list(session.full_config['profiles'])
loaded = time.perf_counter()
parsed[sys.argv[1]] = session.full_config
botocore.configloader.load_config = once(botocore.configloader.load_config)
for profile in profiles:
    session.set_config_variable('profile', profile)
    credentials = botocore.credentials.create_credential_resolver(session).load_credentials()
    assert credentials is not None, profile
end = time.perf_counter()
print(json.dumps({'profiles': len(profiles), 'seconds': end - start, 'loading': loaded - start}))
