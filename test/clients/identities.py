"""Says who boto3 is in each environment that comes as a line of JSON; a fork for each, so that boto3 is loaded once."""

import json
import os
import signal
import sys

import boto3


def answer(question):
    os.environ.clear()
    os.environ.update(question["env"])
    try:
        return {"arn": boto3.Session().client("sts").get_caller_identity()["Arn"], "error": ""}
    except Exception as error:
        return {"arn": "", "error": f"{type(error).__name__}: {error}"}


signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    question = json.loads(line)
    if os.fork() == 0:
        print(json.dumps({"id": question["id"], **answer(question)}), flush=True)
        os._exit(0)
