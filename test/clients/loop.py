"""Asks AWS who boto3 is, with one client, again and again for as many seconds as the first argument says."""

import sys
import time

import boto3

client = boto3.Session(profile_name=sys.argv[2] if len(sys.argv) > 2 else None).client("sts")
end = time.time() + float(sys.argv[1])
while time.time() < end:
    print(client.get_caller_identity()["Arn"], flush=True)
    time.sleep(0.2)
